//! Every call in every state: the legal ones are tested elsewhere, all others change nothing.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{TaskId, AINU};
use frame_support::assert_noop;
use sp_runtime::DispatchResult;

/// A call by whoever may make it, with good arguments.
type Call = fn(TaskId) -> DispatchResult;

/// Every call that is about a task, and the states in which it is legal.
const CALLS: [(&str, Call, &[TaskState]); 9] = {
	use TaskState::*;
	[
		(
			"cancel",
			|id| Tasks::cancel(signed(SUBMITTER), id).map(drop).map_err(|error| error.error),
			&[Created, Bidding],
		),
		("bid", |id| Tasks::bid(signed(BERT), id, did("bert"), AINU), &[Bidding]),
		("retract_bid", |id| Tasks::retract_bid(signed(ANNA), id, did("anna")), &[Bidding]),
		("start", |id| Tasks::start(signed(ANNA), id), &[Matched]),
		("submit_result", |id| submit(id, ANNA), &[Running]),
		("fail", |id| Tasks::fail(signed(ANNA), id, bytes("no")), &[Matched, Running]),
		("accept", |id| Tasks::accept(signed(SUBMITTER), id), &[Verifying]),
		("dispute", |id| Tasks::dispute(signed(SUBMITTER), id, bytes("no")), &[Verifying]),
		("resolve", |id| Tasks::resolve(RuntimeOrigin::root(), id, Party::Agent), &[Disputed]),
	]
};

#[test]
fn calls_in_the_wrong_state_change_nothing() {
	let mut refused = 0;
	for state in STATES {
		for (name, call, legal) in CALLS {
			ext().execute_with(|| {
				let id = in_state(state);
				println!("{name} in {state:?}");
				if legal.contains(&state) {
					// Retracting needs a bid, which `in_state` does not make.
					if name == "retract_bid" {
						bid(id, "anna", ANNA, AINU);
					}
					frame_support::assert_ok!(call(id));
				} else {
					assert_noop!(call(id), Error::<Test>::WrongState);
					refused += 1;
				}
				check();
			});
		}
	}
	assert_eq!(refused, 10 * 9 - 11);
}

#[test]
fn calls_about_no_task_change_nothing() {
	ext().execute_with(|| {
		for (name, call, _) in CALLS {
			println!("{name}");
			assert_noop!(call(0), Error::<Test>::UnknownTask);
			assert_noop!(call(TaskId::MAX), Error::<Test>::UnknownTask);
		}
	});
}

#[test]
fn calls_need_a_signature() {
	ext().execute_with(|| {
		use sp_runtime::traits::BadOrigin;
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(Tasks::post(origin.clone(), params()), BadOrigin);
			assert_noop!(Tasks::cancel(origin.clone(), 0), BadOrigin);
			assert_noop!(Tasks::bid(origin.clone(), 0, did("anna"), AINU), BadOrigin);
			assert_noop!(Tasks::retract_bid(origin.clone(), 0, did("anna")), BadOrigin);
			assert_noop!(Tasks::start(origin.clone(), 0), BadOrigin);
			let cids = (cid("bafk"), cid("bafk"));
			assert_noop!(Tasks::submit_result(origin.clone(), 0, cids.0, [0; 32], cids.1, 0), BadOrigin);
			assert_noop!(Tasks::fail(origin.clone(), 0, bytes("")), BadOrigin);
			assert_noop!(Tasks::accept(origin.clone(), 0), BadOrigin);
			assert_noop!(Tasks::dispute(origin.clone(), 0, bytes("wrong")), BadOrigin);
			assert_noop!(Tasks::settle(origin, 0), BadOrigin);
		}
		assert_noop!(Tasks::resolve(RuntimeOrigin::none(), 0, Party::Agent), BadOrigin);
	});
}

#[test]
fn strangers_can_do_nothing_in_any_state() {
	for state in STATES {
		ext().execute_with(|| {
			let id = in_state(state);
			let by = || signed(STRANGER);
			let before = task(id);
			assert!(Tasks::cancel(by(), id).is_err());
			assert!(Tasks::bid(by(), id, did("anna"), AINU).is_err());
			assert!(Tasks::retract_bid(by(), id, did("anna")).is_err());
			assert!(Tasks::start(by(), id).is_err());
			assert!(submit(id, STRANGER).is_err());
			assert!(Tasks::fail(by(), id, bytes("")).is_err());
			assert!(Tasks::accept(by(), id).is_err());
			assert!(Tasks::dispute(by(), id, bytes("wrong")).is_err());
			assert!(Tasks::resolve(by(), id, Party::Submitter).is_err());
			assert_eq!(task(id), before);
			assert_eq!(free(STRANGER), RICH);
			check();
		});
	}
}

#[test]
fn nothing_happens_to_a_task_that_is_over_until_it_is_removed() {
	for state in STATES.into_iter().filter(|state| state.is_terminal()) {
		ext().execute_with(|| {
			let id = in_state(state);
			let before = task(id);
			take_events();
			pass(before.deadline - 1);
			assert_eq!(take_events(), []);
			assert_eq!(task(id), before);
			for who in [SUBMITTER, ANNA] {
				for reason in [HoldReason::Escrow, HoldReason::Bond, HoldReason::DisputeBond] {
					assert_eq!(held(reason, who), 0);
				}
			}
		});
	}
}
