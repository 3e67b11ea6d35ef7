//! Placing bids and taking them back.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{Capabilities, Did, TaskId, AINU};
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
				bond: 10 * AINU,
			}]
		);
		assert_eq!(held(HoldReason::Bond, ANNA), 10 * AINU);
		assert_eq!(free(ANNA), RICH - 10 * AINU);
		check();
	});
}

#[test]
fn the_bond_is_a_tenth_of_the_budget_whatever_the_price() {
	for (budget, bond) in [
		(AINU, AINU / 10),
		(AINU + 10, AINU / 10 + 1),
		(73 * AINU, 73 * AINU / 10),
		(5_000 * AINU, 500 * AINU),
	] {
		for price in [AINU / 10, AINU] {
			ext().execute_with(|| {
				let id = post(PostParams { budget, ..params() });
				bid(id, "anna", ANNA, price);
				assert_eq!(held(HoldReason::Bond, ANNA), bond, "for {price} of {budget}");
			});
		}
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
		for dust in [0, 1, AINU / 10 - 1] {
			assert_noop!(by_anna(dust), Error::<Test>::PriceOutOfRange);
		}
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

/// A task whose list of bids is full: Cora's agents ask for 5 AINU each, the second and the last but one for
/// 6.
fn full() -> TaskId {
	let id = bidding();
	for n in 0..MAX_BIDS {
		let price = if n == 1 || n == MAX_BIDS - 2 { 6 * AINU } else { 5 * AINU };
		Register::add(&format!("cora-{n}"), CORA);
		bid(id, &format!("cora-{n}"), CORA, price);
	}
	id
}

fn bidders(id: TaskId) -> Vec<Did> {
	Bids::<Test>::get(id).into_iter().map(|bid| bid.agent).collect()
}

#[test]
fn a_full_list_takes_no_bid_that_is_not_cheaper_than_the_dearest() {
	ext().execute_with(|| {
		let id = full();
		for price in [6 * AINU, 7 * AINU] {
			assert_noop!(Tasks::bid(signed(ANNA), id, did("anna"), price), Error::<Test>::TooManyBids);
		}
		assert_ok!(Tasks::retract_bid(signed(CORA), id, did("cora-0")));
		bid(id, "anna", ANNA, 7 * AINU);
		check();
	});
}

#[test]
fn a_cheaper_bid_takes_the_place_of_the_dearest() {
	ext().execute_with(|| {
		let id = full();
		take_events();
		let before = free(CORA);
		bid(id, "anna", ANNA, 6 * AINU - 1);
		// The latest of the two that asked for 6 AINU.
		let displaced = did(&format!("cora-{}", MAX_BIDS - 2));
		let bond = 10 * AINU;
		assert_eq!(
			take_events(),
			[
				Event::BidRetracted {
					task: id,
					agent: displaced.clone(),
					bond,
					displaced_by: Some(did("anna"))
				},
				Event::BidPlaced { task: id, agent: did("anna"), owner: ANNA, price: 6 * AINU - 1, bond },
			]
		);
		assert_eq!(free(CORA), before + bond);
		assert_eq!(bidders(id).len() as u32, MAX_BIDS);
		assert!(!bidders(id).contains(&displaced));
		bid(id, "bert", BERT, 5 * AINU);
		assert!(!bidders(id).contains(&did("cora-1")));
		// Now Anna's is the dearest, and the displaced agent may come back for less.
		bid(id, &format!("cora-{}", MAX_BIDS - 2), CORA, AINU);
		assert!(!bidders(id).contains(&did("anna")));
		assert_eq!(free(ANNA), RICH);
		check();
	});
}

#[test]
fn the_bond_of_a_displaced_bid_can_stand_behind_the_one_that_takes_its_place() {
	ext().execute_with(|| {
		let id = full();
		Register::add("cora-more", CORA);
		assert_ok!(Balances::transfer_all(signed(CORA), STRANGER, true));
		assert_eq!(free(CORA), ED);
		bid(id, "cora-more", CORA, AINU);
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
		assert_eq!(
			take_events(),
			[Event::BidRetracted { task: id, agent: did("anna"), bond: 10 * AINU, displaced_by: None }]
		);
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
