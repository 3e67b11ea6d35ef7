//! Posting, validation, cancelling.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{Balance, Capability, AINU, DAY, HOUR, MINUTE, SECOND};
use frame_support::{assert_noop, assert_ok};

#[test]
fn post_holds_the_budget_and_tells_everything() {
	ext().execute_with(|| {
		let id = post(PostParams { min_reputation: -3, opens_in_ms: MINUTE, ..params() });
		assert_eq!(id, 0);
		assert_eq!(free(SUBMITTER), RICH - 100 * AINU);
		assert_eq!(held(HoldReason::Escrow, SUBMITTER), 100 * AINU);
		assert_eq!(
			take_events(),
			[Event::TaskCreated {
				task: 0,
				submitter: SUBMITTER,
				title: bytes("Say it again"),
				capability: bytes("echo"),
				target: None,
				input_cid: cid("bafkinput"),
				budget: 100 * AINU,
				trust: Trust::Optimistic,
				min_reputation: -3,
				bidding_opens: T0 + MINUTE,
				bidding_ends: T0 + MINUTE + BIDDING,
				timeout_ms: TIMEOUT,
				dispute_window_ms: WINDOW,
			}]
		);
		assert_eq!(task(id).fee, sp_runtime::Permill::from_percent(2));
		assert_eq!(Tasks::next_deadline(), Some(T0 + MINUTE));
		assert_eq!(post(params()), 1);
		assert_eq!(NextTaskId::<Test>::get(), 2);
		check();
	});
}

#[test]
fn bidding_opens_with_the_post_without_a_delay() {
	ext().execute_with(|| {
		let id = post(params());
		assert_eq!((state(id), task(id).deadline), (TaskState::Bidding, T0 + BIDDING));
		let events = take_events();
		assert!(matches!(events[0], Event::TaskCreated { .. }), "{events:?}");
		assert_eq!(events[1..], [Event::BiddingOpened { task: id, ends: T0 + BIDDING }]);
		bid(id, "anna", ANNA, AINU);
		check();
	});
}

#[test]
fn bad_parameters_are_refused() {
	type Change = fn(&mut PostParams);
	let cases: [(&str, Change, Error<Test>); 26] = [
		("no title", |p| p.title = bytes(""), Error::InvalidTitle),
		("201 characters", |p| p.title = bytes(&"x".repeat(201)), Error::InvalidTitle),
		("201 characters above ASCII", |p| p.title = bytes(&"é".repeat(201)), Error::InvalidTitle),
		("not UTF-8", |p| p.title = vec![b'a', 0xff].try_into().unwrap(), Error::InvalidTitle),
		("cut UTF-8", |p| p.title = vec![0xe2, 0x82].try_into().unwrap(), Error::InvalidTitle),
		("a blank title", |p| p.title = bytes("\u{2800}"), Error::InvalidTitle),
		("a title that turns the line", |p| p.title = bytes("a\u{202e}b"), Error::InvalidTitle),
		("no capability", |p| p.capability = bytes(""), Error::InvalidCapability),
		("capability not UTF-8", |p| p.capability = vec![0xc0].try_into().unwrap(), Error::InvalidCapability),
		("blank capability", |p| p.capability = bytes(" "), Error::InvalidCapability),
		("capability beyond ASCII", |p| p.capability = bytes("\u{435}cho"), Error::InvalidCapability),
		("capability with a blank behind", |p| p.capability = bytes("echo "), Error::InvalidCapability),
		("a path in the input", |p| p.input_cid = cid("bafk/../x"), Error::InvalidCid),
		("no input", |p| p.input_cid = cid(""), Error::InvalidCid),
		("a space in the input", |p| p.input_cid = cid("bafk input"), Error::InvalidCid),
		("input above ASCII", |p| p.input_cid = cid("bafké"), Error::InvalidCid),
		("budget 0", |p| p.budget = 0, Error::BudgetOutOfRange),
		("budget just too low", |p| p.budget = AINU - 1, Error::BudgetOutOfRange),
		("budget just too high", |p| p.budget = 1_000_000 * AINU + 1, Error::BudgetOutOfRange),
		("largest budget there is", |p| p.budget = Balance::MAX, Error::BudgetOutOfRange),
		("late opening", |p| p.opens_in_ms = 30 * DAY + 1, Error::DelayOutOfRange),
		("short bidding", |p| p.bidding_ms = MINUTE - 1, Error::BiddingTimeOutOfRange),
		("endless bidding", |p| p.bidding_ms = u64::MAX, Error::BiddingTimeOutOfRange),
		("short timeout", |p| p.timeout_ms = MINUTE - 1, Error::TimeoutOutOfRange),
		("long timeout", |p| p.timeout_ms = DAY + 1, Error::TimeoutOutOfRange),
		("short window", |p| p.dispute_window_ms = HOUR - 1, Error::DisputeWindowOutOfRange),
	];
	ext().execute_with(|| {
		for (case, change, error) in cases {
			let mut bad = params();
			change(&mut bad);
			println!("{case}");
			assert_noop!(Tasks::post(signed(SUBMITTER), bad), error);
		}
		let bad = PostParams { dispute_window_ms: 30 * DAY + 1, ..params() };
		assert_noop!(Tasks::post(signed(SUBMITTER), bad), Error::<Test>::DisputeWindowOutOfRange);
		let bad = PostParams { target: Some(did("nobody")), ..params() };
		assert_noop!(Tasks::post(signed(SUBMITTER), bad), Error::<Test>::UnknownAgent);
	});
}

#[test]
fn the_ends_of_all_ranges_are_accepted() {
	ext().execute_with(|| {
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), SUBMITTER, 2_000_000 * AINU));
		post(PostParams {
			title: bytes("x"),
			budget: AINU,
			min_reputation: i64::MIN,
			bidding_ms: MINUTE,
			timeout_ms: MINUTE,
			dispute_window_ms: HOUR,
			..params()
		});
		post(PostParams {
			title: bytes(&"🦀".repeat(200)),
			capability: Capability::try_from(vec![b'x'; 32]).unwrap(),
			target: Some(did("anna")),
			budget: 1_000_000 * AINU,
			min_reputation: i64::MAX,
			trust: Trust::Manual,
			opens_in_ms: 30 * DAY,
			bidding_ms: 30 * DAY,
			timeout_ms: DAY,
			dispute_window_ms: 30 * DAY,
			..params()
		});
		check();
	});
}

#[test]
fn the_submitter_stays_alive() {
	ext().execute_with(|| {
		let exactly = PostParams { budget: 1_000 * AINU, ..params() };
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), SUBMITTER, 1_000 * AINU + ED - 1));
		assert_noop!(
			Tasks::post(signed(SUBMITTER), exactly.clone()),
			sp_runtime::TokenError::FundsUnavailable
		);
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), SUBMITTER, 1_000 * AINU + ED));
		assert_ok!(Tasks::post(signed(SUBMITTER), exactly));
		assert_eq!(free(SUBMITTER), ED);
		check();
	});
}

#[test]
fn cancel_before_bidding_opens() {
	ext().execute_with(|| {
		let id = in_state(TaskState::Created);
		take_events();
		assert_ok!(Tasks::cancel(signed(SUBMITTER), id));
		assert_eq!(take_events(), [Event::TaskCancelled { task: id, refunded: 100 * AINU }]);
		assert_eq!(state(id), TaskState::Cancelled);
		assert_eq!(free(SUBMITTER), RICH);
		assert_eq!(Tasks::next_deadline(), None);
		check();
	});
}

#[test]
fn cancel_gives_all_bonds_back_and_charges_by_bid() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, 50 * AINU);
		bid(id, "bert", BERT, AINU);
		assert_eq!(held(HoldReason::Bond, ANNA), 10 * AINU);
		take_events();
		let info = Tasks::cancel(signed(SUBMITTER), id).unwrap();
		assert_eq!(info.actual_weight, Some(<() as WeightInfo>::cancel(2)));
		assert_eq!(take_events(), [Event::TaskCancelled { task: id, refunded: 100 * AINU }]);
		for who in [SUBMITTER, ANNA, BERT] {
			assert_eq!(free(who), RICH);
		}
		assert!(Bids::<Test>::get(id).is_empty());
		check();
	});
}

#[test]
fn only_the_submitter_cancels_and_not_once_bidding_has_ended() {
	ext().execute_with(|| {
		let id = bidding();
		bid(id, "anna", ANNA, AINU);
		assert_noop!(Tasks::cancel(signed(ANNA), id), Error::<Test>::NotSubmitter);
		end_block();
		begin_block(task(id).deadline - 1);
		assert_ok!(frame_support::storage::with_transaction(|| {
			let result = Tasks::cancel(signed(SUBMITTER), id).map(drop).map_err(|error| error.error);
			sp_runtime::TransactionOutcome::Rollback(result)
		}));
		end_block();
		begin_block(task(id).deadline + SECOND);
		assert_noop!(Tasks::cancel(signed(SUBMITTER), id), Error::<Test>::DeadlinePassed);
		end_block();
		assert_eq!(state(id), TaskState::Matched);
	});
}
