//! Ways in which money could get stuck or lost, and why it does not.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{Balance, AINU};
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::{InspectHold, MutateHold},
		tokens::{Fortitude, Precision},
		LockableCurrency, WithdrawReasons,
	},
};
use sp_runtime::TokenError;

/// Freezes everything `who` has, and more, as a vote does.
fn freeze(who: AccountId) {
	Balances::set_lock(*b"everythg", &who, 10 * RICH, WithdrawReasons::all());
	assert_noop!(Balances::transfer_allow_death(signed(who), STRANGER, 1), TokenError::Frozen);
}

/// Sends everything that `who` can send to somebody else.
fn drain(who: AccountId) {
	assert_ok!(Balances::transfer_all(signed(who), STRANGER, false));
}

#[test]
fn freezes_stop_neither_payment_nor_slash() {
	for pay in [true, false] {
		ext().execute_with(|| {
			let id = disputed(50 * AINU);
			freeze(SUBMITTER);
			freeze(ANNA);
			let party = if pay { Party::Agent } else { Party::Submitter };
			assert_ok!(Tasks::resolve(RuntimeOrigin::root(), id, party));
			check();
			assert_eq!(Balances::total_balance_on_hold(&SUBMITTER), 0);
			assert_eq!(Balances::total_balance_on_hold(&ANNA), 0);
			if pay {
				assert_eq!((free(ANNA), free(SUBMITTER)), (RICH + 54 * AINU, RICH - 55 * AINU));
			} else {
				assert_eq!((free(ANNA), free(SUBMITTER)), (RICH - 10 * AINU, RICH));
			}
		});
	}
}

#[test]
fn accounts_with_money_in_a_task_cannot_be_reaped() {
	ext().execute_with(|| {
		let id = verifying(50 * AINU);
		drain(SUBMITTER);
		drain(ANNA);
		assert_eq!([free(SUBMITTER), free(ANNA)], [ED, ED]);
		pass(task(id).deadline);
		assert_eq!([free(SUBMITTER), free(ANNA)], [ED, ED + 59 * AINU]);
	});
	ext().execute_with(|| {
		let id = running(50 * AINU);
		drain(SUBMITTER);
		drain(ANNA);
		pass(task(id).deadline);
		assert_eq!([free(SUBMITTER), free(ANNA)], [ED + 50 * AINU, ED]);
	});
}

#[test]
fn the_smallest_price_reaches_an_owner_with_nothing_else() {
	ext().execute_with(|| {
		// An account that lives from another pallet's provider reference may hold its last planck.
		frame_system::Pallet::<Test>::inc_providers(&ANNA);
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), ANNA, 10 * AINU));
		let id = verifying(AINU / 10);
		assert_eq!((free(ANNA), held(HoldReason::Bond, ANNA)), (0, 10 * AINU));
		pass(task(id).deadline);
		assert_eq!(free(ANNA), 10 * AINU + AINU / 10 * 98 / 100);
	});
}

#[test]
fn a_fee_too_small_for_a_treasury_that_does_not_exist_is_waived() {
	ext_with_treasury(0).execute_with(|| {
		// 2 % of 0.4 AINU are 0.008 AINU, below the existential deposit.
		let id = verifying(4 * AINU / 10);
		take_events();
		pass(task(id).deadline);
		let events = take_events();
		let paid = 4 * AINU / 10;
		assert!(
			matches!(events[..], [Event::TaskFinalized { fee: 0, paid: sum, .. }] if sum == paid),
			"{events:?}"
		);
		assert_eq!(free(ANNA), RICH + paid);
		assert_eq!(free(TREASURY), 0);
	});
}

#[test]
fn a_fee_or_a_slash_can_create_the_treasury() {
	ext_with_treasury(0).execute_with(|| {
		let id = verifying(AINU / 2);
		pass(task(id).deadline);
		assert_eq!(free(TREASURY), ED);
	});
	ext_with_treasury(0).execute_with(|| {
		let id = matched(AINU / 10);
		pass(task(id).deadline);
		assert_eq!(free(TREASURY), 10 * AINU);
	});
}

/// A submitter whose last planck is in escrow, kept alive by another provider reference.
fn submitter_with_nothing_else() {
	frame_system::Pallet::<Test>::inc_providers(&SUBMITTER);
	assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), SUBMITTER, 100 * AINU));
}

#[test]
fn a_refund_that_nobody_could_hold_is_dust() {
	ext().execute_with(|| {
		submitter_with_nothing_else();
		let id = bidding();
		assert_eq!(free(SUBMITTER), 0);
		bid(id, "anna", ANNA, 100 * AINU - (ED - 1));
		pass(task(id).deadline);
		assert_eq!(state(id), TaskState::Matched);
		assert_eq!(free(SUBMITTER), 0);
		assert_eq!(free(TREASURY), TREASURE + ED - 1, "where the currency sends dust");
		assert_eq!(held(HoldReason::Escrow, SUBMITTER), task(id).price);
		// A refund that the account can hold arrives.
		pass(task(id).deadline);
		assert_eq!(state(id), TaskState::TimedOut);
		assert_eq!(free(SUBMITTER), task(id).price);
	});
}

#[test]
fn a_refund_of_the_existential_deposit_arrives() {
	ext().execute_with(|| {
		submitter_with_nothing_else();
		let id = bidding();
		bid(id, "anna", ANNA, 100 * AINU - ED);
		pass(task(id).deadline);
		assert_eq!(free(SUBMITTER), ED);
		assert_eq!(free(TREASURY), TREASURE);
	});
}

#[test]
fn a_settlement_that_fails_is_postponed_and_holds_nobody_up() {
	ext().execute_with(|| {
		let reason = HoldReason::Escrow.into();
		let broken = verifying(50 * AINU);
		let sound = {
			let id = post(PostParams { opens_in_ms: 0, ..params() });
			end_block();
			begin_block(now());
			bid(id, "bert", BERT, 40 * AINU);
			pass(task(id).deadline);
			assert_ok!(Tasks::start(signed(BERT), id));
			assert_ok!(submit(id, BERT));
			id
		};
		// Something else takes so much out of the escrows that only the smaller one can be paid.
		let missing: Balance = 41 * AINU;
		assert_ok!(Balances::burn_held(&reason, &SUBMITTER, missing, Precision::Exact, Fortitude::Force));
		assert!(Tasks::do_try_state().is_err(), "the invariant notices");
		take_events();
		let before = task(broken);
		let late = task(sound).deadline;
		begin_block(late);
		Tasks::process_due(late);
		let retry_at = late + RETRY_MS;
		let events = take_events();
		assert!(
			matches!(events[..], [Event::SettlementPostponed { task, retry_at: at, .. }, Event::TaskFinalized { task: other, .. }]
				if task == broken && at == retry_at && other == sound),
			"{events:?}"
		);
		// Nothing of the failed settlement happened: not even Anna's bond was released.
		assert_eq!(task(broken), Task { deadline: retry_at, ..before });
		assert_eq!(held(HoldReason::Bond, ANNA), 10 * AINU);
		assert_eq!(Register::engaged("anna"), 1);
		assert_eq!(Record::notes(), [Note::Completed(did("bert"), 40 * AINU, sound)]);
		assert_eq!(Tasks::next_deadline(), Some(retry_at));
		// A call fails the same way and changes nothing.
		assert_noop!(Tasks::accept(signed(SUBMITTER), broken), TokenError::Frozen);
		// Once the money is back the settlement goes through.
		assert_ok!(Balances::hold(&reason, &SUBMITTER, missing));
		pass(retry_at);
		assert_eq!(state(broken), TaskState::Finalized);
		assert_eq!(free(ANNA), RICH + 49 * AINU);
		assert_eq!(Balances::total_balance_on_hold(&SUBMITTER), 0);
	});
}

#[test]
fn the_invariant_notices_work_that_register_and_tasks_disagree_about() {
	ext().execute_with(|| {
		matched(AINU);
		check();
		for (agent, engaged) in [("anna", 0), ("anna", 2), ("bert", 1)] {
			let before = Register::engaged(agent);
			Register::change(agent, |agent| agent.engaged = engaged);
			assert!(Tasks::do_try_state().is_err(), "{engaged} of {agent}");
			Register::change(agent, |agent| agent.engaged = before);
		}
		check();
	});
}

#[test]
fn the_invariant_notices_terminal_tasks_that_are_never_removed() {
	ext().execute_with(|| {
		let id = in_state(TaskState::Cancelled);
		let key = deadline_key(task(id).deadline, id);
		Removals::<Test>::remove(key);
		assert!(Tasks::do_try_state().is_err());
		Removals::<Test>::insert(key, ());
		check();
	});
}

#[test]
fn a_deadline_of_no_task_is_dropped() {
	ext().execute_with(|| {
		let over = in_state(TaskState::Finalized);
		let before = task(over);
		Deadlines::<Test>::insert(deadline_key(now(), 77), ());
		Deadlines::<Test>::insert(deadline_key(now(), over), ());
		Removals::<Test>::insert(deadline_key(now(), 77), ());
		let open = post(params());
		end_block();
		assert_eq!(task(over), before);
		assert_eq!(state(open), TaskState::Bidding);
	});
}

#[test]
fn many_tasks_of_one_account_share_its_holds() {
	ext().execute_with(|| {
		let ids: Vec<_> = STATES.into_iter().map(in_state).collect();
		let escrow: Balance = ids.iter().map(|id| task(*id).escrow).sum();
		assert_eq!(held(HoldReason::Escrow, SUBMITTER), escrow);
		// All end by themselves.
		while let Some(at) = Tasks::next_deadline() {
			pass(at);
		}
		assert!(ids.iter().all(|id| state(*id).is_terminal()));
		for who in [SUBMITTER, ANNA] {
			assert_eq!(Balances::total_balance_on_hold(&who), 0);
		}
		assert_eq!(Register::engaged("anna"), 0);
		assert_eq!(Balances::total_issuance(), 5 * RICH + TREASURE);
	});
}
