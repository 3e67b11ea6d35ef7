//! Every deadline, their order, and what happens when there are more than a block can take.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{Moment, TaskId, AINU, HOUR};
use frame_support::{assert_noop, assert_ok};

/// Ends the block and goes to the first moment at which the deadline of `id` has passed; one before that,
/// nothing happens.
fn pass_deadline(id: TaskId) {
	let (before, deadline) = (state(id), task(id).deadline);
	pass(deadline - 1);
	assert_eq!(state(id), before, "too early");
	take_events();
	end_block();
	begin_block(deadline);
	end_block();
}

#[test]
fn bidding_opens_at_its_time() {
	ext().execute_with(|| {
		let id = post(PostParams { opens_in_ms: HOUR, ..params() });
		assert_eq!(task(id).deadline, T0 + HOUR);
		pass_deadline(id);
		let ends = T0 + HOUR + BIDDING;
		assert_eq!(take_events(), [Event::BiddingOpened { task: id, ends }]);
		assert_eq!((state(id), task(id).deadline), (TaskState::Bidding, ends));
	});
}

#[test]
fn bidding_that_opens_late_is_open_as_long() {
	ext().execute_with(|| {
		let id = post(PostParams { opens_in_ms: HOUR, ..params() });
		end_block();
		// No block for a day: nobody could have bid.
		let late = T0 + 24 * HOUR;
		begin_block(late);
		take_events();
		end_block();
		assert_eq!(take_events(), [Event::BiddingOpened { task: id, ends: late + BIDDING }]);
		assert_eq!(task(id).bidding_ends, late + BIDDING);
	});
}

#[test]
fn bidding_ends_at_its_time() {
	ext().execute_with(|| {
		let id = bidding();
		assert_eq!(task(id).deadline, T0 + BIDDING);
		bid(id, "anna", ANNA, AINU);
		pass_deadline(id);
		assert_eq!((state(id), task(id).deadline), (TaskState::Matched, T0 + BIDDING + START));
	});
}

fn assert_timed_out(id: TaskId, cause: TimeoutCause) {
	assert_eq!(
		take_events(),
		[Event::TaskTimedOut {
			task: id,
			agent: did("anna"),
			owner: ANNA,
			cause,
			reason: bytes(""),
			refunded: 50 * AINU,
			slashed: 10 * AINU,
		}]
	);
	assert_eq!(state(id), TaskState::TimedOut);
	assert_eq!(free(SUBMITTER), RICH);
	assert_eq!(free(ANNA), RICH - 10 * AINU);
	assert_eq!(free(TREASURY), TREASURE + 10 * AINU);
	assert_eq!(Record::notes(), [Note::Failed(did("anna"), id)]);
	assert_eq!(Register::engaged("anna"), 0);
	assert_eq!(Tasks::next_deadline(), None);
}

#[test]
fn not_started_in_time() {
	ext().execute_with(|| {
		let id = matched(50 * AINU);
		pass_deadline(id);
		assert_timed_out(id, TimeoutCause::NotStarted);
	});
}

#[test]
fn no_result_in_time() {
	ext().execute_with(|| {
		let id = running(50 * AINU);
		pass_deadline(id);
		assert_timed_out(id, TimeoutCause::NoResult);
	});
}

#[test]
fn silence_after_a_result_pays_the_agent() {
	ext().execute_with(|| {
		let id = verifying(50 * AINU);
		pass_deadline(id);
		assert_eq!(
			take_events(),
			[Event::TaskFinalized {
				task: id,
				agent: did("anna"),
				owner: ANNA,
				outcome: Outcome::Paid,
				cause: FinalCause::WindowPassed,
				paid: 49 * AINU,
				fee: AINU,
				refunded: 0,
				slashed: 0,
				forfeited: 0,
			}]
		);
		assert_eq!(free(ANNA), RICH + 49 * AINU);
		assert_eq!(Record::notes(), [Note::Completed(did("anna"), 50 * AINU, id)]);
		assert_eq!(Register::engaged("anna"), 0);
	});
}

#[test]
fn a_dispute_ends_at_its_time() {
	ext().execute_with(|| {
		let id = disputed(50 * AINU);
		pass_deadline(id);
		assert_eq!(state(id), TaskState::Finalized);
		assert_eq!(Tasks::next_deadline(), None);
	});
}

#[test]
fn the_agent_is_too_late_in_the_block_of_the_deadline() {
	ext().execute_with(|| {
		let id = matched(AINU);
		end_block();
		begin_block(task(id).deadline);
		assert_noop!(Tasks::start(signed(ANNA), id), Error::<Test>::DeadlinePassed);
	});
	ext().execute_with(|| {
		let id = running(AINU);
		end_block();
		begin_block(task(id).deadline);
		assert_noop!(submit(id, ANNA), Error::<Test>::DeadlinePassed);
	});
	ext().execute_with(|| {
		let id = running(AINU);
		end_block();
		begin_block(task(id).deadline - 1);
		assert_ok!(submit(id, ANNA));
	});
}

#[test]
fn the_next_deadline_is_the_earliest_whatever_the_order_of_posting() {
	ext().execute_with(|| {
		assert_eq!(Tasks::next_deadline(), None);
		// Times whose bytes would sort differently in little-endian order.
		for delay in [0x1_0000, 0xff, 0x100, 0x2_0001, 0xff_ffff] {
			post(PostParams { opens_in_ms: delay, ..params() });
		}
		assert_eq!(Tasks::next_deadline(), Some(T0 + 0xff));
		let order: Vec<Moment> =
			Deadlines::<Test>::iter_keys().map(|(at, _)| u64::from_be_bytes(at) - T0).collect();
		assert_eq!(order, [0xff, 0x100, 0x1_0000, 0x2_0001, 0xff_ffff]);
	});
}
