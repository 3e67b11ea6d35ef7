use super::chain::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	traits::{Get, InstanceFilter},
};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::DispatchError;

fn set(parameter: RuntimeParameters, origin: RuntimeOrigin) -> frame_support::pallet_prelude::DispatchResult {
	Parameters::set_parameter(origin, parameter)
}

#[test]
fn root_changes_parameters_and_nobody_else() {
	run("development", || {
		use dynamic_params::tasks;
		let parameter =
			RuntimeParameters::Tasks(tasks::Parameters::MinBiddingMs(tasks::MinBiddingMs, Some(5_000)));
		assert_noop!(set(parameter.clone(), RuntimeOrigin::signed(account(Alice))), DispatchError::BadOrigin);
		assert_ok!(set(parameter, RuntimeOrigin::root()));
		assert_eq!(tasks::MinBiddingMs::get(), 5_000);
	});
}

#[test]
fn not_even_root_changes_the_slot_duration() {
	run("development", || {
		use dynamic_params::consensus;
		let parameter = consensus::Parameters::SlotDurationMs(consensus::SlotDurationMs, Some(1));
		assert_noop!(
			set(RuntimeParameters::Consensus(parameter), RuntimeOrigin::root()),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn an_agent_proxy_only_does_an_agents_work() {
	let work: [RuntimeCall; 3] = [
		pallet_tasks::Call::bid { task: 0, did: Default::default(), price: 1 }.into(),
		pallet_tasks::Call::start { task: 0 }.into(),
		pallet_tasks::Call::fail { task: 0, reason: Default::default() }.into(),
	];
	let other: [RuntimeCall; 5] = [
		pallet_tasks::Call::accept { task: 0 }.into(),
		pallet_tasks::Call::cancel { task: 0 }.into(),
		pallet_balances::Call::transfer_all { dest: account(Bob).into(), keep_alive: false }.into(),
		pallet_utility::Call::batch { calls: vec![] }.into(),
		pallet_agents::Call::deregister { did: Default::default() }.into(),
	];
	assert!(work.iter().all(|call| ProxyType::Agent.filter(call)));
	assert!(!other.iter().any(|call| ProxyType::Agent.filter(call)));
}

#[test]
fn a_proxy_cannot_give_more_than_it_has() {
	use ProxyType::{Agent, Any};
	for (wide, narrow, holds) in
		[(Any, Agent, true), (Agent, Any, false), (Any, Any, true), (Agent, Agent, true)]
	{
		assert_eq!(wide.is_superset(&narrow), holds, "{wide:?} {narrow:?}");
	}
}

#[test]
fn proxy_types_keep_their_encoding_and_there_are_two() {
	use codec::{Decode, Encode};
	assert_eq!((ProxyType::Any.encode(), ProxyType::Agent.encode()), (vec![0], vec![2]));
	let known: Vec<u8> =
		(0..=u8::MAX).filter(|index| ProxyType::decode(&mut &[*index][..]).is_ok()).collect();
	assert_eq!(known, [0, 2]);
}

#[test]
fn parameters_beyond_their_limits_are_read_as_the_limits() {
	use ainur_primitives::{api::runtime_decl_for_tasks_api::TasksApi, DAY, MINUTE, SECOND};
	use dynamic_params::tasks::{Parameters as Tasks, ProtocolFee, ResolutionMs, StartMs};
	for (preset, least_start) in [("development", MINUTE), ("embedded", 30 * SECOND)] {
		run(preset, || {
			let root = |parameter| {
				assert_ok!(set(RuntimeParameters::Tasks(parameter), RuntimeOrigin::root()));
			};
			root(Tasks::ProtocolFee(ProtocolFee, Some(sp_runtime::Permill::from_percent(90))));
			root(Tasks::StartMs(StartMs, Some(0)));
			root(Tasks::ResolutionMs(ResolutionMs, Some(Moment::MAX)));
			let read = <Runtime as TasksApi<Block>>::parameters();
			assert_eq!(
				(read.protocol_fee, read.start_ms, read.resolution_ms),
				(200_000, least_start, 30 * DAY)
			);
			assert_eq!(<Runtime as pallet_tasks::Config>::ProtocolFee::get().deconstruct(), 200_000);
			assert_eq!(<Runtime as pallet_tasks::Config>::StartMs::get(), least_start);
			assert_eq!(<Runtime as pallet_tasks::Config>::ResolutionMs::get(), 30 * DAY);
			root(Tasks::StartMs(StartMs, Some(2 * MINUTE)));
			assert_eq!(<Runtime as pallet_tasks::Config>::StartMs::get(), 2 * MINUTE);
		});
	}
}

#[test]
fn an_agent_proxy_cannot_move_money() {
	run("development", || {
		let delegate = account(Bob);
		block(
			START,
			vec![(
				Alice,
				pallet_proxy::Call::add_proxy {
					delegate: delegate.into(),
					proxy_type: ProxyType::Agent,
					delay: 0,
				}
				.into(),
			)],
		);
		begin_block(START + 6_000);
		let theft = pallet_balances::Call::transfer_all { dest: account(Bob).into(), keep_alive: false };
		let real = account(Alice).into();
		let call = Box::new(RuntimeCall::from(theft));
		let before = Balances::free_balance(account(Alice));
		assert_ok!(apply(signed(Bob, pallet_proxy::Call::proxy { real, force_proxy_type: None, call })));
		System::assert_has_event(
			pallet_proxy::Event::ProxyExecuted {
				result: Err(frame_system::Error::<Runtime>::CallFiltered.into()),
			}
			.into(),
		);
		assert_eq!(Balances::free_balance(account(Alice)), before);
		end_block();
	});
}
