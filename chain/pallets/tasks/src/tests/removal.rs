//! Tasks that are over are forgotten some time later.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::SECOND;
use frame_support::{assert_noop, assert_ok};

#[test]
fn a_task_that_is_over_is_removed_after_the_retention_time() {
	for state in STATES.into_iter().filter(|state| state.is_terminal()) {
		ext().execute_with(|| {
			let over_at = now();
			let id = in_state(state);
			let removal = task(id).deadline;
			assert!((over_at + RETENTION..=now() + RETENTION).contains(&removal), "{state:?}");
			assert_eq!(Tasks::next_deadline(), None, "nobody waits for a removal");
			end_block();
			begin_block(removal - 1);
			end_block();
			assert!(crate::Tasks::<Test>::contains_key(id));
			take_events();
			begin_block(removal);
			end_block();
			assert_eq!(take_events(), [Event::TaskRemoved { task: id }]);
			assert!(!crate::Tasks::<Test>::contains_key(id));
			assert!(!Bids::<Test>::contains_key(id));
			assert_eq!(Removals::<Test>::iter_keys().count(), 0);
			assert_noop!(Tasks::accept(signed(SUBMITTER), id), Error::<Test>::UnknownTask);
			assert_eq!(post(params()), id + 1, "its number is not given out again");
		});
	}
}

#[test]
fn deadlines_come_before_removals() {
	ext().execute_with(|| {
		MaxDue::set(
			<() as WeightInfo>::look_for_due()
				+ <() as WeightInfo>::close_bidding(MAX_BIDS).max(<() as WeightInfo>::pay()),
		);
		let over = in_state(TaskState::Cancelled);
		let removal = task(over).deadline;
		end_block();
		begin_block(removal - SECOND);
		let ids = [(); 40].map(|()| post(params()));
		end_block();
		begin_block(removal + BIDDING);
		end_block();
		assert!(ids.iter().any(|id| state(*id) == TaskState::Bidding), "there is more to do than fits");
		assert!(crate::Tasks::<Test>::contains_key(over));
		while ids.iter().any(|id| state(*id) == TaskState::Bidding) {
			begin_block(now());
			end_block();
		}
		begin_block(now());
		end_block();
		assert!(!crate::Tasks::<Test>::contains_key(over));
	});
}

#[test]
fn a_removal_can_be_settled_too() {
	ext().execute_with(|| {
		let id = in_state(TaskState::NoBids);
		end_block();
		begin_block(task(id).deadline);
		assert_ok!(Tasks::settle(signed(STRANGER), id));
		assert!(!crate::Tasks::<Test>::contains_key(id));
		check();
	});
}
