//! Placing bids and taking them back.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{Capabilities, AINU};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn a_bid_holds_its_bond() {
	ext().execute_with(|| {
		let id = bidding();
		take_events();
		bid(id, "anna", ANNA, 50 * AINU);
		assert_eq!(
			take_events(),
			[Event::BidPlaced {
				task: id,
				agent: did("anna"),
				owner: ANNA,
				price: 50 * AINU,
				bond: 5 * AINU,
			}]
		);
		assert_eq!(held(HoldReason::Bond, ANNA), 5 * AINU);
		assert_eq!(free(ANNA), RICH - 5 * AINU);
		check();
	});
}

#[test]
fn the_bond_is_a_tenth_of_the_price_and_at_least_a_tenth_of_an_ainu() {
	for (price, bond) in [
		(1, AINU / 10),
		(AINU / 2, AINU / 10),
		(AINU, AINU / 10),
		(AINU + 10, AINU / 10 + 1),
		(73 * AINU, 73 * AINU / 10),
		(100 * AINU, 10 * AINU),
	] {
		ext().execute_with(|| {
			let id = bidding();
			bid(id, "anna", ANNA, price);
			assert_eq!(held(HoldReason::Bond, ANNA), bond, "for {price}");
		});
	}
}

#[test]
fn a_bid_must_meet_what_the_task_asks_for() {
	ext().execute_with(|| {
		let id = post(PostParams { min_reputation: 10, ..params() });
		end_block();
		Record::set("anna", 9);
		let by_anna = |price| Tasks::bid(signed(ANNA), id, did("anna"), price);
		assert_noop!(by_anna(AINU), Error::<Test>::ReputationTooLow);
		Record::set("anna", 10);
		assert_noop!(by_anna(0), Error::<Test>::PriceOutOfRange);
		assert_noop!(by_anna(100 * AINU + 1), Error::<Test>::PriceOutOfRange);
		assert_noop!(Tasks::bid(signed(BERT), id, did("anna"), AINU), Error::<Test>::NotAgentOwner);
		assert_noop!(Tasks::bid(signed(ANNA), id, did("nobody"), AINU), Error::<Test>::UnknownAgent);
		Register::change("anna", |agent| agent.active = false);
		assert_noop!(by_anna(AINU), Error::<Test>::AgentNotActive);
		Register::change("anna", |agent| {
			agent.active = true;
			agent.capabilities = Capabilities::default();
		});
		assert_noop!(by_anna(AINU), Error::<Test>::CapabilityNotOffered);
		Register::add("anna", ANNA);
		assert_ok!(by_anna(100 * AINU));
		assert_noop!(by_anna(AINU), Error::<Test>::AlreadyBid);
	});
}

#[test]
fn a_bid_needs_money_for_its_bond() {
	ext().execute_with(|| {
		let id = bidding();
		let by_anna = || Tasks::bid(signed(ANNA), id, did("anna"), 100 * AINU);
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), ANNA, 10 * AINU + ED - 1));
		assert_noop!(by_anna(), TokenError::FundsUnavailable);
		assert!(Bids::<Test>::get(id).is_empty());
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), ANNA, 10 * AINU + ED));
		assert_ok!(by_anna());
		assert_eq!(free(ANNA), ED);
	});
}

#[test]
fn only_the_target_bids_on_a_task_with_a_target() {
	ext().execute_with(|| {
		let id = post(PostParams { target: Some(did("bert")), capability: bytes("sing"), ..params() });
		end_block();
		assert_noop!(Tasks::bid(signed(ANNA), id, did("anna"), AINU), Error::<Test>::NotTheTarget);
		bid(id, "bert", BERT, 20 * AINU);
		pass(task(id).deadline);
		assert_eq!(task(id).agent, Some(did("bert")));
	});
}

#[test]
fn a_task_takes_so_many_bids_and_no_more() {
	ext().execute_with(|| {
		let id = bidding();
		for n in 0..MAX_BIDS {
			Register::add(&format!("cora-{n}"), CORA);
			bid(id, &format!("cora-{n}"), CORA, AINU);
		}
		assert_noop!(Tasks::bid(signed(ANNA), id, did("anna"), AINU), Error::<Test>::TooManyBids);
		assert_ok!(Tasks::retract_bid(signed(CORA), id, did("cora-3")));
		bid(id, "anna", ANNA, AINU);
		check();
	});
}

#[test]
fn a_bid_can_be_taken_back_until_bidding_ends() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, 50 * AINU);
		bid(id, "bert", BERT, 50 * AINU);
		assert_noop!(Tasks::retract_bid(signed(BERT), id, did("anna")), Error::<Test>::NotAgentOwner);
		assert_noop!(Tasks::retract_bid(signed(CORA), id, did("cora")), Error::<Test>::NoSuchBid);
		take_events();
		assert_ok!(Tasks::retract_bid(signed(ANNA), id, did("anna")));
		assert_eq!(take_events(), [Event::BidRetracted { task: id, agent: did("anna"), bond: 5 * AINU }]);
		assert_eq!(free(ANNA), RICH);
		bid(id, "anna", ANNA, 50 * AINU);
		check();
		end_block();
		begin_block(task(id).deadline);
		assert_noop!(Tasks::retract_bid(signed(ANNA), id, did("anna")), Error::<Test>::DeadlinePassed);
		assert_noop!(Tasks::bid(signed(CORA), id, did("cora"), AINU), Error::<Test>::DeadlinePassed);
		end_block();
		// Anna's second bid came after Bert's.
		assert_eq!(task(id).agent, Some(did("bert")));
	});
}

#[test]
fn an_agent_that_was_paused_can_take_its_bid_back() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, AINU);
		Register::change("anna", |agent| agent.active = false);
		assert_ok!(Tasks::retract_bid(signed(ANNA), id, did("anna")));
		assert_eq!(free(ANNA), RICH);
	});
}
