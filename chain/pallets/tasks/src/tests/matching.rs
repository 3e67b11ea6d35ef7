//! Choosing a bid: the arithmetic by hand, and what happens around it.

use crate::{
	matching::{rank, score, Offer},
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{Balance, AINU, SECOND};
use frame_support::assert_ok;

fn offer(price: Balance, reputation: i64) -> Option<Offer> {
	Some(Offer { price, reputation })
}

/// Price score, reputation score and score of every offer.
fn scores(offers: &[Option<Offer>]) -> Vec<(u32, u32, u32)> {
	score(offers).iter().map(|score| (score.price, score.reputation, score.total)).collect()
}

#[test]
fn scores_by_hand() {
	const B: u32 = 1_000_000_000;
	// Nobody has a record: the price decides, and a perfect price is half of a perfect score.
	assert_eq!(
		scores(&[offer(10, 0), offer(20, 0), offer(30, 0)]),
		[(B, 0, B / 2), (B / 2, 0, B / 4), (333_333_333, 0, 166_666_666)]
	);
	// 40/40 and 80/100; 40/50 and 100/100; 40/160 and 25/100.
	assert_eq!(
		scores(&[offer(40, 80), offer(50, 100), offer(160, 25)]),
		[(B, 800_000_000, 900_000_000), (800_000_000, B, 900_000_000), (B / 4, B / 4, B / 4)]
	);
	// A bad record is worth as much as none.
	assert_eq!(
		scores(&[offer(7, -50), offer(21, 3), offer(14, 1)]),
		[(B, 0, B / 2), (333_333_333, B, 666_666_666), (B / 2, 333_333_333, 416_666_666)]
	);
	// Only bad records: the highest reputation is 0, not negative.
	assert_eq!(scores(&[offer(5, -1), offer(5, i64::MIN)]), [(B, 0, B / 2), (B, 0, B / 2)]);
	// One bid alone.
	assert_eq!(scores(&[offer(3, 9)]), [(B, B, B)]);
	assert_eq!(scores(&[]), []);
}

#[test]
fn scores_at_the_ends_of_the_ranges() {
	const B: u32 = 1_000_000_000;
	let offers = [offer(MAX_BUDGET, i64::MAX), offer(1, 1), offer(MAX_BUDGET - 1, i64::MAX - 1)];
	assert_eq!(
		scores(&offers),
		// A planck in a million AINU is less than a billionth; a planck less than a million is rounded down.
		[(0, B, B / 2), (B, 0, B / 2), (0, B - 1, 499_999_999)]
	);
	assert_eq!(scores(&[offer(Balance::MAX, 0)]).len(), 1, "cannot overflow");
}

#[test]
fn bids_that_cannot_win_score_nothing_and_change_nothing() {
	let [anna, bert, cora] = [offer(40, 80), offer(50, 100), offer(160, 25)];
	let alone = scores(&[anna, bert, cora]);
	let (zero, one, two) = (alone[0], alone[1], alone[2]);
	assert_eq!(
		scores(&[None, anna, None, bert, cora, None]),
		[(0, 0, 0), zero, (0, 0, 0), one, two, (0, 0, 0)]
	);
	assert_eq!(scores(&[None, offer(10, 5)]), [(0, 0, 0), (BILLION, BILLION, BILLION)]);
}

#[test]
fn ranks_by_score_and_then_by_order() {
	let order = |offers: &[Option<Offer>]| rank(offers, &score(offers));
	assert_eq!(order(&[offer(30, 0), offer(10, 0), offer(20, 0)]), [1, 2, 0]);
	// 900 and 900 million: the first of them.
	assert_eq!(order(&[offer(160, 25), offer(50, 100), offer(40, 80)]), [1, 2, 0]);
	assert_eq!(order(&[offer(5, 1), offer(5, 1), offer(5, 1)]), [0, 1, 2]);
	assert_eq!(order(&[None, offer(9, 0), None, offer(3, 0)]), [3, 1]);
	assert!(order(&[None]).is_empty());
}

#[test]
fn the_best_bid_wins_and_everything_is_told() {
	ext().execute_with(|| {
		Record::set("anna", 80);
		Record::set("bert", 100);
		let id = post(PostParams { min_reputation: -10, ..params() });
		bid(id, "cora", CORA, 80 * AINU);
		bid(id, "bert", BERT, 60 * AINU);
		bid(id, "anna", ANNA, 40 * AINU);
		Record::set("cora", -7);
		take_events();
		let ends = task(id).deadline;
		end_block();
		begin_block(ends + SECOND);
		end_block();
		let closed = |agent, price, reputation, price_score, reputation_score, score, won| Event::BidClosed {
			task: id,
			agent: did(agent),
			price,
			bond: 10 * AINU,
			reputation,
			price_score,
			reputation_score,
			score,
			won,
		};
		assert_eq!(
			take_events(),
			[
				closed("cora", 80 * AINU, -7, 500_000_000, 0, 250_000_000, false),
				closed("bert", 60 * AINU, 100, 666_666_666, BILLION, 833_333_333, false),
				closed("anna", 40 * AINU, 80, BILLION, 800_000_000, 900_000_000, true),
				Event::TaskMatched {
					task: id,
					agent: did("anna"),
					owner: ANNA,
					price: 40 * AINU,
					bond: 10 * AINU,
					score: 900_000_000,
					refunded: 60 * AINU,
					start_by: ends + SECOND + START,
				},
			]
		);
		// The others have their bonds back in the same block, the submitter what is left of the budget.
		assert_eq!([free(BERT), free(CORA)], [RICH, RICH]);
		assert_eq!(held(HoldReason::Bond, ANNA), 10 * AINU);
		assert_eq!(held(HoldReason::Escrow, SUBMITTER), 40 * AINU);
		assert_eq!(free(SUBMITTER), RICH - 40 * AINU);
		assert_eq!(Register::engaged("anna"), 1);
		assert_eq!(Register::engaged("bert"), 0);
		let task = task(id);
		assert_eq!((task.agent, task.owner), (Some(did("anna")), Some(ANNA)));
		assert_eq!((task.price, task.bond, task.escrow), (40 * AINU, 10 * AINU, 40 * AINU));
	});
}

#[test]
fn the_first_of_equal_bids_wins() {
	ext().execute_with(|| {
		let id = bidding();
		for (agent, owner) in [("cora", CORA), ("anna", ANNA), ("bert", BERT)] {
			bid(id, agent, owner, 10 * AINU);
		}
		pass(task(id).deadline);
		assert_eq!(task(id).agent, Some(did("cora")));
	});
}

#[test]
fn a_price_of_the_whole_budget_refunds_nothing() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, 100 * AINU);
		take_events();
		pass(task(id).deadline);
		assert!(take_events().iter().any(|event| matches!(event, Event::TaskMatched { refunded: 0, .. })));
		assert_eq!(held(HoldReason::Escrow, SUBMITTER), 100 * AINU);
		assert_eq!(free(SUBMITTER), RICH - 100 * AINU);
	});
}

#[test]
fn the_next_best_wins_if_the_best_is_not_active_any_more() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, 10 * AINU);
		bid(id, "bert", BERT, 40 * AINU);
		bid(id, "cora", CORA, 20 * AINU);
		Register::change("anna", |agent| agent.active = false);
		take_events();
		pass(task(id).deadline);
		let closed: Vec<_> = take_events()
			.into_iter()
			.filter_map(|event| match event {
				Event::BidClosed { agent, score, won, .. } => Some((agent, score, won)),
				_ => None,
			})
			.collect();
		// Anna's price is no yardstick for the others either.
		assert_eq!(
			closed,
			[(did("anna"), 0, false), (did("bert"), 250_000_000, false), (did("cora"), 500_000_000, true)]
		);
		assert_eq!([free(ANNA), free(BERT)], [RICH, RICH]);
		assert_eq!(task(id).agent, Some(did("cora")));
		check();
	});
}

#[test]
fn an_agent_that_changed_hands_does_not_win() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, 10 * AINU);
		Register::change("anna", |agent| agent.owner = BERT);
		pass(task(id).deadline);
		assert_eq!(state(id), TaskState::NoBids);
		assert_eq!(free(ANNA), RICH);
	});
}

#[test]
fn an_agent_that_no_longer_suits_the_task_does_not_win() {
	let changes: [fn(); 2] = [
		|| Register::change("anna", |agent| agent.capabilities = Default::default()),
		|| Record::set("anna", 9),
	];
	for change in changes {
		ext().execute_with(|| {
			["anna", "bert"].into_iter().for_each(|agent| Record::set(agent, 10));
			let id = post(PostParams { min_reputation: 10, ..params() });
			bid(id, "anna", ANNA, 10 * AINU);
			bid(id, "bert", BERT, 40 * AINU);
			change();
			pass(task(id).deadline);
			assert_eq!(task(id).agent, Some(did("bert")));
			assert_eq!(free(ANNA), RICH);
			check();
		});
	}
}

#[test]
fn the_target_needs_no_capability_to_win_either() {
	ext().execute_with(|| {
		let id = post(PostParams { target: Some(did("anna")), capability: bytes("sing"), ..params() });
		bid(id, "anna", ANNA, 10 * AINU);
		pass(task(id).deadline);
		assert_eq!(task(id).agent, Some(did("anna")));
	});
}

#[test]
fn no_bids_refunds_everything() {
	ext().execute_with(|| {
		let id = bidding();
		take_events();
		pass(task(id).deadline);
		assert_eq!(take_events(), [Event::TaskUnmatched { task: id, refunded: 100 * AINU }]);
		assert_eq!(state(id), TaskState::NoBids);
		assert_eq!(free(SUBMITTER), RICH);
		assert_eq!(Tasks::next_deadline(), None);
	});
}

#[test]
fn nobody_active_is_nobody() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, AINU);
		bid(id, "bert", BERT, AINU);
		Register::change("anna", |agent| agent.active = false);
		Register::change("bert", |agent| agent.active = false);
		take_events();
		pass(task(id).deadline);
		let events = take_events();
		assert_eq!(events.len(), 3, "{events:?}");
		assert_eq!(events[2], Event::TaskUnmatched { task: id, refunded: 100 * AINU });
		assert_eq!([free(SUBMITTER), free(ANNA), free(BERT)], [RICH; 3]);
		assert!(Bids::<Test>::get(id).is_empty());
	});
}

#[test]
fn reputation_counts_at_the_match() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, 10 * AINU);
		bid(id, "bert", BERT, 11 * AINU);
		Record::set("bert", 1);
		pass(task(id).deadline);
		assert_eq!(task(id).agent, Some(did("bert")));
		assert_ok!(Tasks::start(signed(BERT), id));
	});
}
