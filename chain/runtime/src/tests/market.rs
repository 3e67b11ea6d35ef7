use super::chain::*;
use crate::*;
use ainur_primitives::{
	api::runtime_decl_for_dry_run_api::DryRunApi, api::runtime_decl_for_tasks_api::TasksApi, Did,
	Reputation as _, AINU, HOUR, MINUTE, SECOND,
};
use pallet_tasks::{PostParams, TaskState, Trust};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
use sp_runtime::traits::Dispatchable;

fn did() -> Did {
	Did::truncate_from(b"did:ainur:worker".to_vec())
}

fn bytes<const N: u32>(text: &str) -> frame_support::BoundedVec<u8, frame_support::traits::ConstU32<N>> {
	text.as_bytes().to_vec().try_into().expect("short")
}

fn register() -> RuntimeCall {
	pallet_agents::Call::register {
		did: did(),
		capabilities: vec![bytes("code-review")].try_into().expect("few"),
		price: 50 * AINU,
		manifest_cid: bytes("bafyreimanifest"),
		stake: 10 * AINU,
	}
	.into()
}

fn post() -> RuntimeCall {
	let params = PostParams {
		title: bytes("Look at this"),
		capability: bytes("code-review"),
		target: None,
		input_cid: bytes("bafyreiinput"),
		budget: 100 * AINU,
		trust: Trust::Optimistic,
		min_reputation: 0,
		opens_in_ms: 0,
		bidding_ms: if Aura::slot_duration() == 1 { SECOND } else { MINUTE },
		timeout_ms: MINUTE,
		dispute_window_ms: if Aura::slot_duration() == 1 { SECOND } else { HOUR },
	};
	pallet_tasks::Call::post { params }.into()
}

fn result() -> RuntimeCall {
	pallet_tasks::Call::submit_result {
		task: 0,
		output_cid: bytes("bafyreioutput"),
		output_hash: [1; 32],
		receipt_cid: bytes("bafyreireceipt"),
		fuel: 1_234,
	}
	.into()
}

fn state() -> TaskState {
	pallet_tasks::Tasks::<Runtime>::get(0).expect("posted").state
}

/// A task of Alice's that Bob's agent bid 50 AINU on, until it is matched.
fn matched(bidder: Sr25519Keyring, bid: RuntimeCall) -> Moment {
	block(START, vec![(Bob, register()), (Alice, post())]);
	assert_eq!(Runtime::next_deadline(), Some(START + SECOND));
	block(START + 10, vec![(bidder, bid)]);
	block(START + SECOND, vec![]);
	assert_eq!(state(), TaskState::Matched);
	START + SECOND
}

fn bid() -> RuntimeCall {
	pallet_tasks::Call::bid { task: 0, did: did(), price: 50 * AINU }.into()
}

#[test]
fn work_is_paid_and_no_planck_is_lost() {
	run("embedded", || {
		let before = sum_of_all_accounts();
		let now = matched(Bob, bid());
		block(now + 1, vec![(Bob, pallet_tasks::Call::start { task: 0 }.into())]);
		block(now + 2, vec![(Bob, result())]);
		let (bob, pot) = (Balances::free_balance(account(Bob)), Balances::free_balance(treasury()));
		block(now + 3, vec![(Alice, pallet_tasks::Call::accept { task: 0 }.into())]);
		assert_eq!(state(), TaskState::Finalized);
		// The price less two per cent, and the bond of ten per cent of the budget back.
		assert_eq!(Balances::free_balance(account(Bob)), bob + 49 * AINU + 10 * AINU);
		assert!(Balances::free_balance(treasury()) > pot + AINU);
		assert_eq!(Reputation::score(&did()), 10);
		assert_eq!(pallet_agents::Agents::<Runtime>::get(did()).expect("registered").engaged, 0);
		assert_eq!(Runtime::next_deadline(), None);
		assert_eq!(sum_of_all_accounts(), before);
	});
}

#[test]
fn silence_after_a_result_pays_the_agent() {
	run("embedded", || {
		let now = matched(Bob, bid());
		block(now + 1, vec![(Bob, pallet_tasks::Call::start { task: 0 }.into())]);
		block(now + 2, vec![(Bob, result())]);
		block(now + 2 + SECOND, vec![]);
		assert_eq!(state(), TaskState::Finalized);
	});
}

#[test]
fn silence_of_the_agent_refunds_the_submitter_and_costs_the_bond() {
	run("embedded", || {
		let before = sum_of_all_accounts();
		let now = matched(Bob, bid());
		let pot = Balances::free_balance(treasury());
		block(now + 30 * SECOND, vec![]);
		assert_eq!(state(), TaskState::TimedOut);
		assert_eq!(Balances::free_balance(treasury()), pot + 10 * AINU);
		assert_eq!(Balances::reserved_balance(account(Alice)), 0);
		assert_eq!(Reputation::score(&did()), -20);
		assert_eq!(sum_of_all_accounts(), before);
	});
}

#[test]
fn root_resolves_a_dispute() {
	run("embedded", || {
		let now = matched(Bob, bid());
		block(now + 1, vec![(Bob, pallet_tasks::Call::start { task: 0 }.into())]);
		block(now + 2, vec![(Bob, result())]);
		block(now + 3, vec![(Alice, pallet_tasks::Call::dispute { task: 0, reason: bytes("wrong") }.into())]);
		assert_eq!(state(), TaskState::Disputed);
		let resolve = pallet_tasks::Call::resolve { task: 0, in_favour_of: pallet_tasks::Party::Submitter };
		let call = Box::new(RuntimeCall::from(resolve));
		block(now + 4, vec![(Alice, pallet_sudo::Call::sudo { call }.into())]);
		assert_eq!(state(), TaskState::Finalized);
		assert_eq!(Reputation::score(&did()), -30);
	});
}

#[test]
fn a_hot_key_bids_for_its_owner() {
	run("embedded", || {
		let hot = Sr25519Keyring::Dave;
		block(
			START - 1,
			vec![(
				Bob,
				pallet_proxy::Call::add_proxy {
					delegate: account(hot).into(),
					proxy_type: ProxyType::Agent,
					delay: 0,
				}
				.into(),
			)],
		);
		let call = Box::new(bid());
		let real = account(Bob).into();
		matched(hot, pallet_proxy::Call::proxy { real, force_proxy_type: None, call }.into());
	});
}

#[test]
fn a_dry_run_tells_the_outcome_and_leaves_no_trace() {
	run("embedded", || {
		block(START, vec![(Bob, register())]);
		begin_block(START + 1);
		let before = sp_io::storage::root(sp_core::storage::StateVersion::V1);
		assert_eq!(Runtime::dry_run(account(Alice), post()), Ok(()));
		let refused = Runtime::dry_run(account(Bob), register());
		assert_eq!(refused, Err(pallet_agents::Error::<Runtime>::AlreadyRegistered.into()));
		let broke = pallet_balances::Call::transfer_keep_alive {
			dest: account(Alice).into(),
			value: 2_000_000 * AINU,
		};
		assert!(Runtime::dry_run(account(Bob), broke.into()).is_err());
		assert_eq!(sp_io::storage::root(sp_core::storage::StateVersion::V1), before);
		end_block();
	});
}

#[test]
fn parameters_can_be_asked_for() {
	run("embedded", || {
		let parameters = <Runtime as TasksApi<Block>>::parameters();
		assert_eq!(parameters.min_bidding_ms, SECOND);
		assert_eq!(parameters.min_dispute_ms, SECOND);
		assert_eq!(parameters.start_ms, 30 * SECOND);
		assert_eq!(parameters.resolution_ms, MINUTE);
		assert_eq!(parameters.protocol_fee, 20_000);
	});
}

/// What is reserved for the ends of blocks and inherents in the block that was begun, in picoseconds.
fn reserved() -> u64 {
	System::block_weight().get(frame_support::dispatch::DispatchClass::Mandatory).ref_time()
}

fn bids_end() -> Moment {
	Runtime::next_deadline().expect("there is a task")
}

#[test]
fn open_tasks_take_no_room_from_transactions_until_they_are_due() {
	run("embedded", || {
		begin_block(START);
		let idle = reserved();
		end_block();
		block(START + 1, (0..60).map(|_| (Alice, post())).collect());
		begin_block(START + 2);
		assert_eq!(reserved(), idle);
		end_block();
		begin_block(bids_end());
		assert!(reserved() > idle);
		end_block();
	});
}

/// As many posts as a block has room for, counted as a node does but not signed one by one, which takes long.
fn full_block(now: Moment) -> usize {
	use frame_support::dispatch::{DispatchClass::Normal, GetDispatchInfo};
	begin_block(now);
	let limits = <Runtime as frame_system::Config>::BlockWeights::get();
	let own = limits.get(Normal);
	let weight = own.base_extrinsic + post().get_dispatch_info().call_weight;
	let fits = || {
		let used = System::block_weight();
		(*used.get(Normal) + weight).all_lte(own.max_total.expect("is limited"))
			&& (used.total() + weight).all_lte(limits.max_block)
	};
	let mut posts = 0;
	while fits() {
		System::register_extra_weight_unchecked(weight, Normal);
		assert!(post().dispatch(RuntimeOrigin::signed(account(Alice))).is_ok());
		posts += 1;
	}
	end_block();
	posts
}

#[test]
fn however_full_blocks_are_what_is_due_does_not_pile_up() {
	run("development", || {
		let tasks = || pallet_tasks::Tasks::<Runtime>::iter_values();
		let overdue = |now| tasks().filter(|task| !task.state.is_terminal() && task.deadline <= now).count();
		let mut most = 0;
		// Two minutes of full blocks; bidding takes one.
		for n in 0..20 {
			let now = START + n * 6 * SECOND;
			let posts = full_block(now);
			assert!(posts > 150, "{posts} posts fit into block {n}");
			most = most.max(overdue(now));
		}
		assert_eq!(most, 0, "every deadline passed in its block");
		assert!(tasks().any(|task| task.state == TaskState::NoBids));
	});
}

/// A task on a network with validators, until Bob's agent delivered; returns the time of the last block.
fn delivered() -> Moment {
	block(START, vec![(Bob, register()), (Alice, post())]);
	block(START + 6 * SECOND, vec![(Bob, bid())]);
	let mut now = START + 6 * SECOND;
	while state() == TaskState::Bidding {
		now += 6 * SECOND;
		block(now, vec![]);
	}
	block(now + 6 * SECOND, vec![(Bob, pallet_tasks::Call::start { task: 0 }.into())]);
	block(now + 12 * SECOND, vec![(Bob, result())]);
	now + 12 * SECOND
}

#[test]
fn a_stall_of_the_chain_closes_no_window_and_times_nobody_out() {
	run("development", || {
		let now = delivered();
		block(now + 10 * HOUR, vec![]);
		assert_eq!(state(), TaskState::Verifying);
		// The whole window is left, but for what one block may take of it.
		block(now + 11 * HOUR - 20 * SECOND, vec![]);
		assert_eq!(state(), TaskState::Verifying);
		let calls = vec![(Alice, pallet_tasks::Call::dispute { task: 0, reason: bytes("wrong") }.into())];
		block(now + 11 * HOUR, calls);
		assert_eq!(state(), TaskState::Disputed);
	});
}

#[test]
fn an_agent_has_its_time_to_start_although_the_chain_stood_still() {
	run("development", || {
		block(START, vec![(Bob, register()), (Alice, post())]);
		block(START + 6 * SECOND, vec![(Bob, bid())]);
		// The stall takes no time to bid either: the minute ends by blocks a slot apart.
		block(START + HOUR, vec![]);
		assert_eq!(state(), TaskState::Bidding);
		let mut now = START + HOUR;
		while state() == TaskState::Bidding {
			now += 6 * SECOND;
			block(now, vec![]);
		}
		assert_eq!(state(), TaskState::Matched);
		block(now + HOUR, vec![]);
		assert_eq!(state(), TaskState::Matched);
		block(now + HOUR + 6 * SECOND, vec![(Bob, pallet_tasks::Call::start { task: 0 }.into())]);
		assert_eq!(state(), TaskState::Running);
	});
}

#[test]
fn while_blocks_come_deadlines_pass_in_their_time() {
	run("development", || {
		let mut now = delivered();
		let end = now + HOUR;
		while now < end {
			assert_eq!(state(), TaskState::Verifying);
			// One of three validators is missing now and then.
			now += 12 * SECOND;
			block(now, vec![]);
		}
		assert_eq!(state(), TaskState::Finalized);
	});
}

#[test]
fn on_the_embedded_network_a_block_may_come_after_any_time() {
	run("embedded", || {
		let now = matched(Bob, bid());
		block(now + HOUR, vec![]);
		assert_eq!(state(), TaskState::TimedOut);
		assert_eq!(pallet_clock::Stalled::<Runtime>::get(), 0);
	});
}
