//! Starting, delivering, giving up, being paid.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{AINU, MINUTE};
use frame_support::{assert_noop, assert_ok};

#[test]
fn from_post_to_payment() {
	ext().execute_with(|| {
		let id = matched(50 * AINU);
		end_block();
		begin_block(now() + MINUTE);
		take_events();
		assert_ok!(Tasks::start(signed(ANNA), id));
		let result_by = now() + TIMEOUT;
		assert_eq!(take_events(), [Event::TaskStarted { task: id, agent: did("anna"), result_by }]);
		assert_eq!((state(id), task(id).deadline), (TaskState::Running, result_by));

		end_block();
		begin_block(now() + MINUTE);
		assert_ok!(submit(id, ANNA));
		let disputable_until = now() + WINDOW;
		assert_eq!(
			take_events(),
			[Event::ResultSubmitted {
				task: id,
				agent: did("anna"),
				output_cid: cid("bafkoutput"),
				output_hash: [7; 32],
				receipt_cid: cid("bafkreceipt"),
				fuel: 1_234,
				disputable_until,
			}]
		);
		assert_eq!((state(id), task(id).deadline), (TaskState::Verifying, disputable_until));
		assert_eq!(task(id).result.map(|result| result.fuel), Some(1_234));

		assert_ok!(Tasks::accept(signed(SUBMITTER), id));
		assert_eq!(
			take_events(),
			[Event::TaskFinalized {
				task: id,
				agent: did("anna"),
				owner: ANNA,
				outcome: Outcome::Paid,
				cause: FinalCause::Accepted,
				paid: 49 * AINU,
				fee: AINU,
				refunded: 0,
				slashed: 0,
				forfeited: 0,
			}]
		);
		assert_eq!(state(id), TaskState::Finalized);
		assert_eq!(free(SUBMITTER), RICH - 50 * AINU);
		assert_eq!(free(ANNA), RICH + 49 * AINU);
		assert_eq!(free(TREASURY), TREASURE + AINU);
		assert_eq!(Record::notes(), [Note::Completed(did("anna"), 50 * AINU, id)]);
		assert_eq!(Register::engaged("anna"), 0);
		assert_eq!(Tasks::next_deadline(), None);
		end_block();
	});
}

#[test]
fn the_fee_is_rounded_down() {
	ext().execute_with(|| {
		let price = 10 * AINU + 99;
		let id = verifying(price);
		assert_ok!(Tasks::accept(signed(SUBMITTER), id));
		// 2 % of 99 planck is 1.98 planck.
		assert_eq!(free(TREASURY), TREASURE + AINU / 5 + 1);
		assert_eq!(free(ANNA), RICH + price - AINU / 5 - 1);
		check();
	});
}

#[test]
fn the_fee_is_the_one_in_force_at_the_post() {
	ext().execute_with(|| {
		let id = verifying(50 * AINU);
		ProtocolFee::set(sp_runtime::Permill::from_percent(20));
		assert_ok!(Tasks::accept(signed(SUBMITTER), id));
		assert_eq!(free(TREASURY), TREASURE + AINU);
		assert_eq!(free(ANNA), RICH + 49 * AINU);
		let id = verifying(50 * AINU);
		ProtocolFee::set(sp_runtime::Permill::zero());
		assert_ok!(Tasks::accept(signed(SUBMITTER), id));
		assert_eq!(free(TREASURY), TREASURE + 11 * AINU);
		check();
	});
}

#[test]
fn giving_up_refunds_and_slashes() {
	for start in [false, true] {
		ext().execute_with(|| {
			let id = if start { running(50 * AINU) } else { matched(50 * AINU) };
			take_events();
			assert_ok!(Tasks::fail(signed(ANNA), id, bytes("the input is empty")));
			assert_eq!(
				take_events(),
				[Event::TaskTimedOut {
					task: id,
					agent: did("anna"),
					owner: ANNA,
					cause: TimeoutCause::Reported,
					reason: bytes("the input is empty"),
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
			check();
		});
	}
}

#[test]
fn only_the_owner_that_bid_acts_for_the_agent() {
	ext().execute_with(|| {
		let id = matched(AINU);
		for who in [SUBMITTER, BERT] {
			assert_noop!(Tasks::start(signed(who), id), Error::<Test>::NotAgentOwner);
			assert_noop!(Tasks::fail(signed(who), id, bytes("")), Error::<Test>::NotAgentOwner);
		}
		assert_ok!(Tasks::start(signed(ANNA), id));
		assert_noop!(submit(id, BERT), Error::<Test>::NotAgentOwner);
		assert_noop!(Tasks::fail(signed(BERT), id, bytes("")), Error::<Test>::NotAgentOwner);
	});
}

#[test]
fn results_and_reasons_are_checked() {
	ext().execute_with(|| {
		let id = running(AINU);
		let deliver =
			|output, receipt| Tasks::submit_result(signed(ANNA), id, cid(output), [0; 32], cid(receipt), 0);
		assert_noop!(deliver("", "bafk"), Error::<Test>::InvalidCid);
		assert_noop!(deliver("bafk", ""), Error::<Test>::InvalidCid);
		assert_noop!(deliver("ba\nfk", "bafk"), Error::<Test>::InvalidCid);
		assert_noop!(deliver("bafk/../x", "bafk"), Error::<Test>::InvalidCid);
		assert_noop!(deliver("bafk", "bafk/../x"), Error::<Test>::InvalidCid);
		let reason = FailReason::try_from(vec![0xff]).unwrap();
		assert_noop!(Tasks::fail(signed(ANNA), id, reason), Error::<Test>::InvalidReason);
		assert_ok!(deliver("bafk", "bafk"));
	});
}

#[test]
fn one_agent_can_work_on_many_tasks() {
	ext().execute_with(|| {
		let first = running(10 * AINU);
		let second = running(20 * AINU);
		assert_eq!(Register::engaged("anna"), 2);
		assert_eq!(held(HoldReason::Bond, ANNA), 20 * AINU);
		assert_ok!(submit(second, ANNA));
		assert_ok!(Tasks::accept(signed(SUBMITTER), second));
		assert_eq!(Register::engaged("anna"), 1);
		assert_eq!(held(HoldReason::Bond, ANNA), 10 * AINU);
		assert_ok!(submit(first, ANNA));
		check();
	});
}

#[test]
fn work_for_oneself_is_paid_but_earns_no_reputation() {
	ext().execute_with(|| {
		Register::add("mine", SUBMITTER);
		let run = |end: fn(u64)| {
			let id = bidding();
			bid(id, "mine", SUBMITTER, 50 * AINU);
			pass(task(id).deadline);
			end(id);
			check();
		};
		run(|id| {
			assert_ok!(Tasks::start(signed(SUBMITTER), id));
			assert_ok!(submit(id, SUBMITTER));
			assert_ok!(Tasks::accept(signed(SUBMITTER), id));
		});
		assert_eq!(free(SUBMITTER), RICH - AINU, "all but the fee");
		run(|id| {
			assert_ok!(Tasks::fail(signed(SUBMITTER), id, bytes("")));
		});
		assert_eq!(free(SUBMITTER), RICH - 11 * AINU, "and the bond");
		run(|id| {
			assert_ok!(Tasks::start(signed(SUBMITTER), id));
			assert_ok!(submit(id, SUBMITTER));
			assert_ok!(Tasks::dispute(signed(SUBMITTER), id, bytes("wrong")));
			assert_ok!(Tasks::resolve(RuntimeOrigin::root(), id, Party::Submitter));
		});
		run(|id| pass(task(id).deadline));
		assert_eq!(Record::notes(), []);
		assert_eq!(Register::engaged("mine"), 0);
		assert_eq!(Balances::total_issuance(), 5 * RICH + TREASURE);
	});
}
