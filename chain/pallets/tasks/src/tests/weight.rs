//! What the end of a block does when more is due than it has room for, and who pays for it.

use crate::{
	mock::{Tasks, *},
	weights::{to_bid, to_post, to_submit_result},
	*,
};
use ainur_primitives::{TaskId, AINU, HOUR, MINUTE, SECOND};
use frame_support::{
	assert_noop,
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::Weight,
};

/// Lets the end of a block spend `weight` beyond finding out that nothing is due.
fn room(weight: Weight) {
	MaxDue::set(<() as WeightInfo>::look_for_due() + weight);
}

fn in_state_of(ids: &[TaskId], wanted: TaskState) -> Vec<TaskId> {
	ids.iter().copied().filter(|id| state(*id) == wanted).collect()
}

#[test]
fn what_a_block_has_no_room_for_waits_for_the_next_in_order() {
	ext().execute_with(|| {
		room(<() as WeightInfo>::open_bidding() * 3);
		let ids: Vec<_> =
			(0..7).map(|n| post(PostParams { opens_in_ms: MINUTE - n * SECOND, ..params() })).collect();
		end_block();
		assert!(in_state_of(&ids, TaskState::Bidding).is_empty());
		for expected in [vec![4, 5, 6], vec![1, 2, 3, 4, 5, 6], vec![0, 1, 2, 3, 4, 5, 6]] {
			begin_block(T0 + HOUR);
			end_block();
			assert_eq!(in_state_of(&ids, TaskState::Bidding), expected);
		}
	});
}

#[test]
fn no_number_of_tasks_stops_the_end_of_a_block_but_their_weight() {
	ext().execute_with(|| {
		assert_eq!(MaxDue::get().ref_time(), 500_000_000_000);
		let ids: Vec<_> = (0..150).map(|_| post(PostParams { budget: AINU, ..params() })).collect();
		end_block();
		begin_block(T0 + BIDDING);
		end_block();
		assert_eq!(in_state_of(&ids, TaskState::NoBids).len(), 150);
	});
}

#[test]
fn full_lists_of_bids_are_closed_as_far_as_they_fit() {
	ext().execute_with(|| {
		room(<() as WeightInfo>::close_bidding(MAX_BIDS) * 9);
		let ids: Vec<_> = (0..10).map(|_| post(params())).collect();
		for n in 0..MAX_BIDS {
			let agent = format!("cora-{n}");
			Register::add(&agent, CORA);
			ids.iter().for_each(|id| bid(*id, &agent, CORA, AINU));
		}
		end_block();
		begin_block(T0 + BIDDING);
		end_block();
		assert_eq!(in_state_of(&ids, TaskState::Matched).len(), 9);
		begin_block(T0 + BIDDING);
		end_block();
		assert_eq!(in_state_of(&ids, TaskState::Matched).len(), 10);
	});
}

#[test]
fn an_overdue_task_that_waits_takes_no_calls() {
	ext().execute_with(|| {
		room(<() as WeightInfo>::close_bidding(1));
		let [first, second] = [post(params()), post(params())];
		bid(second, "anna", ANNA, AINU);
		end_block();
		begin_block(T0 + BIDDING);
		end_block();
		assert_eq!((state(first), state(second)), (TaskState::NoBids, TaskState::Bidding));
		begin_block(T0 + BIDDING);
		assert_noop!(Tasks::bid(signed(BERT), second, did("bert"), AINU), Error::<Test>::DeadlinePassed);
		assert_noop!(Tasks::cancel(signed(SUBMITTER), second), Error::<Test>::DeadlinePassed);
		end_block();
		assert_eq!(state(second), TaskState::Matched);
		assert_eq!(task(second).deadline, T0 + BIDDING + START, "counted from the match");
	});
}

#[test]
fn the_weight_of_what_is_due_is_reserved_and_no_more() {
	ext().execute_with(|| {
		let reserved = || *System::block_weight().get(DispatchClass::Mandatory);
		let reserves = |now| {
			let before = reserved();
			end_block();
			begin_block(now);
			reserved() - before
		};
		let nothing = <() as WeightInfo>::look_for_due();
		let id = bidding();
		bid(id, "anna", ANNA, AINU);
		post(PostParams { opens_in_ms: HOUR, ..params() });
		let ends = task(id).deadline;
		assert_eq!(reserves(ends - 1), nothing, "open tasks that are not due cost nothing");
		assert_eq!(reserves(ends), nothing + <() as WeightInfo>::close_bidding(1));
		room(<() as WeightInfo>::open_bidding() * 2);
		(0..5).for_each(|_| {
			post(PostParams { opens_in_ms: MINUTE, ..params() });
		});
		assert_eq!(reserves(ends + MINUTE), MaxDue::get(), "all there is, if there is more to do");
	});
}

#[test]
fn calls_pay_for_what_they_make_happen_later() {
	type W = ();
	let paid = |call: crate::Call<Test>| call.get_dispatch_info().call_weight;
	let cid = || cid("bafk");
	let posting = |opens_in_ms| paid(crate::Call::post { params: PostParams { opens_in_ms, ..params() } });
	let bidding = paid(crate::Call::bid { task: 0, did: did("anna"), price: AINU });
	let result = paid(crate::Call::submit_result {
		task: 0,
		output_cid: cid(),
		output_hash: [0; 32],
		receipt_cid: cid(),
		fuel: 0,
	});
	let opening = <W as WeightInfo>::open_bidding();
	assert_eq!(posting(0) + opening, posting(1));
	assert_eq!(
		[posting(0), bidding, result],
		[to_post::<W>(false), to_bid::<W>(MAX_BIDS), to_submit_result::<W>()]
	);
	// Whatever becomes of a task, all that ends of blocks do about it was paid for.
	let (close, end) = (<W as WeightInfo>::close_bidding, <W as WeightInfo>::remove());
	let own =
		[<W as WeightInfo>::post(), <W as WeightInfo>::bid(MAX_BIDS), <W as WeightInfo>::submit_result()];
	let unmatched = opening + close(0) + end;
	assert!(unmatched.all_lte(posting(1) - own[0]));
	let failed = opening + close(2) + <W as WeightInfo>::time_out() + end;
	assert!(failed.all_lte(posting(1) - own[0] + (bidding - own[1]) * 2));
	let done = opening + close(1) + <W as WeightInfo>::pay() + end;
	assert!(done.all_lte(posting(1) - own[0] + (bidding - own[1]) + (result - own[2])));
}
