//! Settling by a call what is due.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::AINU;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};

/// Makes a task in `state` due in a block whose end has no room for it.
fn overdue(state: TaskState) -> u64 {
	let id = in_state(state);
	end_block();
	begin_block(task(id).deadline);
	id
}

#[test]
fn anybody_settles_what_is_due() {
	use TaskState::*;
	let after = [
		(Created, Bidding),
		(Bidding, NoBids),
		(Matched, TimedOut),
		(Running, TimedOut),
		(Verifying, Finalized),
		(Disputed, Finalized),
	];
	for (before, then) in after {
		let by_the_block = ext().execute_with(|| {
			let id = overdue(before);
			take_events();
			end_block();
			(task(id), take_events(), free(SUBMITTER), free(ANNA), free(TREASURY))
		});
		ext().execute_with(|| {
			let id = overdue(before);
			take_events();
			assert_ok!(Tasks::settle(signed(STRANGER), id));
			assert_eq!(state(id), then);
			check();
			let by_the_call = (task(id), take_events(), free(SUBMITTER), free(ANNA), free(TREASURY));
			assert_eq!(by_the_call, by_the_block);
			assert_noop!(Tasks::settle(signed(STRANGER), id), Error::<Test>::NothingDue);
			end_block();
			assert_eq!(take_events(), []);
		});
	}
}

#[test]
fn nothing_is_settled_before_its_time() {
	for state in STATES {
		ext().execute_with(|| {
			let id = in_state(state);
			end_block();
			begin_block(task(id).deadline - 1);
			assert_noop!(Tasks::settle(signed(SUBMITTER), id), Error::<Test>::NothingDue);
		});
	}
	ext().execute_with(|| {
		assert_noop!(Tasks::settle(signed(SUBMITTER), 0), Error::<Test>::UnknownTask);
	});
}

#[test]
fn settling_is_charged_by_what_was_done() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, AINU);
		bid(id, "bert", BERT, AINU);
		end_block();
		begin_block(task(id).deadline);
		let most = crate::Call::<Test>::settle { task: id }.get_dispatch_info().call_weight;
		let info = Tasks::settle(signed(STRANGER), id).unwrap();
		let done = <() as WeightInfo>::settle() + <() as WeightInfo>::close_bidding(2);
		assert_eq!(info.actual_weight, Some(done));
		assert!(done.all_lt(most));
	});
}
