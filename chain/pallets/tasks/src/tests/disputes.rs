//! Disputes and how they end.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::AINU;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, TokenError};

#[test]
fn a_dispute_holds_a_bond() {
	for (price, bond) in [(50 * AINU, 5 * AINU), (AINU / 2, AINU / 10)] {
		ext().execute_with(|| {
			let id = verifying(price);
			take_events();
			assert_ok!(Tasks::dispute(signed(SUBMITTER), id, bytes("nonsense")));
			let resolve_by = now() + RESOLUTION;
			assert_eq!(
				take_events(),
				[Event::TaskDisputed { task: id, reason: bytes("nonsense"), bond, resolve_by }]
			);
			assert_eq!((state(id), task(id).deadline), (TaskState::Disputed, resolve_by));
			assert_eq!(held(HoldReason::DisputeBond, SUBMITTER), bond);
			assert_eq!(free(SUBMITTER), RICH - price - bond);
			check();
		});
	}
}

#[test]
fn resolved_for_the_agent() {
	ext().execute_with(|| {
		let id = disputed(50 * AINU);
		take_events();
		assert_ok!(Tasks::resolve(RuntimeOrigin::root(), id, Party::Agent));
		assert_eq!(
			take_events(),
			[
				Event::DisputeResolved { task: id, in_favour_of: Party::Agent },
				Event::TaskFinalized {
					task: id,
					agent: did("anna"),
					owner: ANNA,
					outcome: Outcome::Paid,
					cause: FinalCause::Resolved,
					paid: 49 * AINU,
					fee: AINU,
					refunded: 0,
					slashed: 0,
					forfeited: 5 * AINU,
				}
			]
		);
		assert_eq!(free(ANNA), RICH + 54 * AINU);
		assert_eq!(free(SUBMITTER), RICH - 55 * AINU);
		assert_eq!(free(TREASURY), TREASURE + AINU);
		assert_eq!(Record::notes(), [Note::Completed(did("anna"), 50 * AINU, id)]);
		assert_eq!(Register::engaged("anna"), 0);
		check();
	});
}

#[test]
fn resolved_for_the_submitter() {
	ext().execute_with(|| {
		let id = disputed(50 * AINU);
		take_events();
		assert_ok!(Tasks::resolve(RuntimeOrigin::root(), id, Party::Submitter));
		assert_eq!(
			take_events(),
			[
				Event::DisputeResolved { task: id, in_favour_of: Party::Submitter },
				Event::TaskFinalized {
					task: id,
					agent: did("anna"),
					owner: ANNA,
					outcome: Outcome::Refunded,
					cause: FinalCause::Resolved,
					paid: 0,
					fee: 0,
					refunded: 50 * AINU,
					slashed: 10 * AINU,
					forfeited: 0,
				}
			]
		);
		assert_eq!(free(SUBMITTER), RICH);
		assert_eq!(free(ANNA), RICH - 10 * AINU);
		assert_eq!(free(TREASURY), TREASURE + 10 * AINU);
		assert_eq!(Record::notes(), [Note::Disputed(did("anna"), id)]);
		assert_eq!(Register::engaged("anna"), 0);
		check();
	});
}

#[test]
fn a_silent_resolver_pays_the_agent_and_moves_nothing_else() {
	ext().execute_with(|| {
		let id = disputed(50 * AINU);
		take_events();
		pass(task(id).deadline);
		assert_eq!(
			take_events(),
			[Event::TaskFinalized {
				task: id,
				agent: did("anna"),
				owner: ANNA,
				outcome: Outcome::Paid,
				cause: FinalCause::ResolverSilent,
				paid: 49 * AINU,
				fee: AINU,
				refunded: 0,
				slashed: 0,
				forfeited: 0,
			}]
		);
		assert_eq!(free(ANNA), RICH + 49 * AINU);
		assert_eq!(free(SUBMITTER), RICH - 50 * AINU);
		// Nobody said whether the work was good.
		assert_eq!(Record::notes(), []);
		assert_eq!(Register::engaged("anna"), 0);
	});
}

#[test]
fn the_resolver_may_decide_in_the_last_block() {
	ext().execute_with(|| {
		let id = disputed(50 * AINU);
		end_block();
		begin_block(task(id).deadline);
		assert_ok!(Tasks::resolve(RuntimeOrigin::root(), id, Party::Submitter));
		end_block();
		assert_eq!(free(SUBMITTER), RICH);
	});
}

#[test]
fn only_the_submitter_disputes_and_only_the_resolver_resolves() {
	ext().execute_with(|| {
		let id = verifying(AINU);
		for who in [ANNA, STRANGER] {
			assert_noop!(Tasks::dispute(signed(who), id, bytes("wrong")), Error::<Test>::NotSubmitter);
			assert_noop!(Tasks::accept(signed(who), id), Error::<Test>::NotSubmitter);
		}
		let reason = DisputeReason::try_from(vec![0xff]).unwrap();
		assert_noop!(Tasks::dispute(signed(SUBMITTER), id, reason), Error::<Test>::InvalidReason);
		for reason in ["", " ", "\u{200b}", "it is\u{202e} wrong"] {
			assert_noop!(Tasks::dispute(signed(SUBMITTER), id, bytes(reason)), Error::<Test>::InvalidReason);
		}
		assert_ok!(Tasks::dispute(signed(SUBMITTER), id, bytes("wrong")));
		for who in [SUBMITTER, ANNA, STRANGER] {
			assert_noop!(Tasks::resolve(signed(who), id, Party::Agent), BadOrigin);
		}
	});
}

#[test]
fn a_dispute_needs_money_for_its_bond() {
	ext().execute_with(|| {
		let id = verifying(50 * AINU);
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), SUBMITTER, 5 * AINU + ED - 1));
		assert_noop!(Tasks::dispute(signed(SUBMITTER), id, bytes("wrong")), TokenError::FundsUnavailable);
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), SUBMITTER, 5 * AINU + ED));
		assert_ok!(Tasks::dispute(signed(SUBMITTER), id, bytes("wrong")));
		check();
	});
}

#[test]
fn a_dispute_is_too_late_once_the_window_has_passed() {
	ext().execute_with(|| {
		let id = verifying(50 * AINU);
		end_block();
		begin_block(task(id).deadline);
		assert_noop!(Tasks::dispute(signed(SUBMITTER), id, bytes("wrong")), Error::<Test>::DeadlinePassed);
		// Accepting changes nothing about the outcome and is as good as ever.
		assert_ok!(Tasks::accept(signed(SUBMITTER), id));
		end_block();
		assert_eq!(free(ANNA), RICH + 49 * AINU);
	});
}
