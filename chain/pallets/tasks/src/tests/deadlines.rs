//! Every deadline, their order, and what happens when there are more than a block can take.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{Moment, TaskId, AINU, HOUR, MINUTE, SECOND};
use frame_support::{assert_noop, assert_ok, traits::Hooks};

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
			slashed: 5 * AINU,
		}]
	);
	assert_eq!(state(id), TaskState::TimedOut);
	assert_eq!(free(SUBMITTER), RICH);
	assert_eq!(free(ANNA), RICH - 5 * AINU);
	assert_eq!(free(TREASURY), TREASURE + 5 * AINU);
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

#[test]
fn what_a_block_cannot_take_waits_for_the_next_in_order() {
	ext().execute_with(|| {
		MaxDue::set(3);
		let ids: Vec<_> =
			(0..7).map(|n| post(PostParams { opens_in_ms: MINUTE - n * SECOND, ..params() })).collect();
		let open = || {
			let is_open = |id: &&TaskId| state(**id) == TaskState::Bidding;
			ids.iter().filter(is_open).copied().collect::<Vec<_>>()
		};
		end_block();
		assert!(open().is_empty());
		for expected in [vec![4, 5, 6], vec![1, 2, 3, 4, 5, 6], vec![0, 1, 2, 3, 4, 5, 6]] {
			begin_block(T0 + HOUR);
			end_block();
			assert_eq!(open(), expected);
		}
	});
}

#[test]
fn an_overdue_task_that_waits_takes_no_calls() {
	ext().execute_with(|| {
		MaxDue::set(1);
		let [first, second] = [post(params()), post(params())];
		end_block();
		begin_block(T0);
		end_block();
		begin_block(T0 + SECOND);
		bid(second, "anna", ANNA, AINU);
		end_block();
		begin_block(T0 + BIDDING);
		end_block();
		assert_eq!((state(first), state(second)), (TaskState::NoBids, TaskState::Bidding));
		begin_block(T0 + BIDDING);
		assert_noop!(Tasks::bid(signed(BERT), second, did("bert"), 1), Error::<Test>::DeadlinePassed);
		assert_noop!(Tasks::cancel(signed(SUBMITTER), second), Error::<Test>::DeadlinePassed);
		end_block();
		assert_eq!(state(second), TaskState::Matched);
		assert_eq!(task(second).deadline, T0 + BIDDING + START, "counted from the match");
	});
}

#[test]
fn a_block_closes_so_many_bids_and_no_more() {
	ext().execute_with(|| {
		let ids: Vec<_> = (0..5).map(|_| post(params())).collect();
		end_block();
		begin_block(T0);
		for n in 0..MAX_BIDS {
			let agent = format!("cora-{n}");
			Register::add(&agent, CORA);
			ids.iter().for_each(|id| bid(*id, &agent, CORA, AINU));
		}
		end_block();
		begin_block(T0 + BIDDING);
		end_block();
		let matched = || ids.iter().filter(|id| state(**id) == TaskState::Matched).count();
		assert_eq!(matched(), 4);
		begin_block(T0 + BIDDING);
		end_block();
		assert_eq!(matched(), 5);
	});
}

#[test]
fn weight_is_reserved_for_what_may_be_due() {
	ext().execute_with(|| {
		let reserved = || Tasks::on_initialize(System::block_number());
		assert_eq!(reserved(), <() as WeightInfo>::process_due(0, 0));
		post(params());
		assert_eq!(reserved(), <() as WeightInfo>::process_due(1, MAX_BIDS));
		(1..60).for_each(|_| {
			post(params());
		});
		assert_eq!(reserved(), <() as WeightInfo>::process_due(50, 4 * MAX_BIDS));
	});
}
