use crate::{Event, Record, Records};
use ainur_primitives::{Did, Reputation as _, AINU};
use frame_support::derive_impl;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(1)]
	pub type Reputation = crate::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

impl crate::Config for Test {}

fn run(test: impl FnOnce()) {
	sp_io::TestExternalities::default().execute_with(|| {
		System::set_block_number(1);
		test();
		assert_eq!(Reputation::do_try_state(), Ok(()));
	});
}

#[test]
fn the_invariant_notices_sums_that_cannot_be() {
	let bad = [
		Record::default(),
		Record { failed: 1, value: AINU, ..Default::default() },
		Record { completed: 2, value: 1, ..Default::default() },
	];
	for record in bad {
		run(|| {
			Records::<Test>::insert(did("a"), record);
			assert!(Reputation::do_try_state().is_err(), "{record:?}");
			Records::<Test>::remove(did("a"));
		});
	}
}

fn did(name: &str) -> Did {
	Did::truncate_from(format!("did:ainur:{name}").into_bytes())
}

#[test]
fn an_unknown_agent_has_no_score_and_no_record() {
	run(|| {
		assert_eq!(Reputation::score(&did("a")), 0);
		assert!(!Records::<Test>::contains_key(did("a")));
	});
}

#[test]
fn work_counts_by_the_published_formula() {
	run(|| {
		Reputation::completed(&did("a"), 2_500 * AINU, 1);
		assert_eq!(Reputation::score(&did("a")), 10 + 2);
		Reputation::completed(&did("a"), 500 * AINU, 2);
		assert_eq!(Reputation::score(&did("a")), 20 + 3);
		Reputation::failed(&did("a"), 3);
		assert_eq!(Reputation::score(&did("a")), 20 + 3 - 20);
		Reputation::disputed(&did("a"), 4);
		assert_eq!(Reputation::score(&did("a")), 20 + 3 - 20 - 30);
		assert_eq!(Reputation::score(&did("b")), 0);
	});
}

#[test]
fn every_change_tells_the_whole_record() {
	run(|| {
		Reputation::completed(&did("a"), 1_000 * AINU, 7);
		Reputation::failed(&did("a"), 8);
		System::assert_last_event(
			Event::ScoreChanged {
				did: did("a"),
				task: 8,
				score: 10 + 1 - 20,
				completed: 1,
				failed: 1,
				disputed: 0,
				value: 1_000 * AINU,
			}
			.into(),
		);
	});
}

#[test]
fn extreme_records_saturate() {
	let rich = Record { value: u128::MAX, completed: u32::MAX, ..Default::default() };
	assert_eq!(rich.score(), i64::MAX);
	let poor = Record { failed: u32::MAX, disputed: u32::MAX, ..Default::default() };
	assert_eq!(poor.score(), -50 * i64::from(u32::MAX));
	run(|| {
		Records::<Test>::insert(
			did("a"),
			Record { completed: u32::MAX, value: u128::MAX, ..Default::default() },
		);
		Reputation::completed(&did("a"), 1, 1);
		let record = Records::<Test>::get(did("a"));
		assert_eq!((record.completed, record.value), (u32::MAX, u128::MAX));
	});
}
