use crate::{Event, LastBlock, Stalled};
use ainur_primitives::{HOUR, SECOND};
use frame_support::{
	derive_impl,
	traits::{ConstU64, Time},
};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Test>;
	#[runtime::pallet_index(2)]
	pub type Clock = crate::Pallet<Test>;
}

const LONGEST: u64 = 18 * SECOND;
const START: u64 = 1_000 * HOUR;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

impl pallet_timestamp::Config for Test {
	type Moment = u64;
	type OnTimestampSet = Clock;
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = ();
}

impl crate::Config for Test {
	type Timestamp = Timestamp;
	type LongestStep = ConstU64<LONGEST>;
}

/// Runs `test` behind a first block at `START`.
fn run(test: impl FnOnce()) {
	sp_io::TestExternalities::default().execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(START);
		test();
		assert_eq!(Clock::do_try_state(), Ok(()));
	});
}

fn stood_still() -> Vec<(u64, u64)> {
	System::events()
		.into_iter()
		.map(|record| match record.event {
			RuntimeEvent::Clock(Event::ClockStoodStill { ms, stalled }) => (ms, stalled),
			other => panic!("{other:?}"),
		})
		.collect()
}

#[test]
fn the_first_block_sets_it_and_follows_no_stall() {
	run(|| {
		assert_eq!(Clock::now(), START);
		assert_eq!(stood_still(), []);
	});
}

#[test]
fn blocks_a_step_apart_carry_it_as_far_as_the_time_of_blocks() {
	run(|| {
		for step in [1, 6 * SECOND, LONGEST] {
			let now = Timestamp::now() + step;
			Timestamp::set_timestamp(now);
			assert_eq!(Clock::now(), now);
		}
		assert_eq!(Stalled::<Test>::get(), 0);
		assert_eq!(stood_still(), []);
	});
}

#[test]
fn a_stall_counts_as_the_longest_step_and_is_told() {
	run(|| {
		Timestamp::set_timestamp(START + HOUR);
		assert_eq!(Clock::now(), START + LONGEST);
		assert_eq!(stood_still(), [(HOUR - LONGEST, HOUR - LONGEST)]);
		// From there on it runs at the pace of blocks again.
		Timestamp::set_timestamp(START + HOUR + 6 * SECOND);
		assert_eq!(Clock::now(), START + LONGEST + 6 * SECOND);
	});
}

#[test]
fn stalls_add_up() {
	run(|| {
		for stalls in 1..=3 {
			Timestamp::set_timestamp(START + stalls * HOUR);
			assert_eq!(Clock::now(), START + stalls * LONGEST);
		}
		let each = HOUR - LONGEST;
		assert_eq!(stood_still(), [(each, each), (each, 2 * each), (each, 3 * each)]);
	});
}

#[test]
fn one_millisecond_more_than_the_longest_step_does_not_count() {
	run(|| {
		Timestamp::set_timestamp(START + LONGEST + 1);
		assert_eq!(Clock::now(), START + LONGEST);
		assert_eq!(Stalled::<Test>::get(), 1);
	});
}

#[test]
fn it_never_goes_back() {
	run(|| {
		let mut before = Clock::now();
		// Steps of all sizes around the longest one, in a fixed order that looks like none.
		let mut step = 7;
		for _ in 0..1_000 {
			step = step * 16_807 % 2_147_483_647;
			Timestamp::set_timestamp(Timestamp::now() + 1 + step % (2 * LONGEST));
			let now = Clock::now();
			assert!(now > before && now - before <= LONGEST);
			assert_eq!(now + Stalled::<Test>::get(), Timestamp::now());
			before = now;
		}
	});
}

#[test]
fn a_chain_that_gets_the_clock_with_a_new_runtime_begins_at_the_time_of_its_blocks() {
	run(|| {
		LastBlock::<Test>::kill();
		Timestamp::set_timestamp(START + HOUR);
		assert_eq!(Clock::now(), START + HOUR);
	});
}

#[test]
fn the_invariant_notices_a_clock_before_the_epoch() {
	run(|| {
		Stalled::<Test>::put(START + 1);
		assert!(Clock::do_try_state().is_err());
		Stalled::<Test>::kill();
	});
}
