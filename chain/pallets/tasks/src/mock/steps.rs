//! Tasks in every state, brought there by legal calls.

use super::{Tasks, *};

/// A task like any other: 100 AINU, bidding opens at once.
pub fn params() -> PostParams {
	PostParams {
		title: bytes("Say it again"),
		capability: Capability::try_from(b"echo".to_vec()).unwrap(),
		target: None,
		input_cid: cid("bafkinput"),
		budget: 100 * AINU,
		trust: Trust::Optimistic,
		min_reputation: 0,
		opens_in_ms: 0,
		bidding_ms: BIDDING,
		timeout_ms: TIMEOUT,
		dispute_window_ms: WINDOW,
	}
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn post(params: PostParams) -> TaskId {
	let id = NextTaskId::<Test>::get();
	assert_ok!(Tasks::post(signed(SUBMITTER), params));
	id
}

pub fn bid(id: TaskId, agent: &str, owner: AccountId, price: Balance) {
	assert_ok!(Tasks::bid(signed(owner), id, did(agent), price));
}

pub fn submit(id: TaskId, owner: AccountId) -> DispatchResult {
	Tasks::submit_result(signed(owner), id, cid("bafkoutput"), [7; 32], cid("bafkreceipt"), 1_234)
}

/// A task that `anna` can bid on.
pub fn bidding() -> TaskId {
	let id = post(params());
	end_block();
	begin_block(now() + SECOND);
	id
}

/// A task that `anna` got for `price`.
pub fn matched(price: Balance) -> TaskId {
	let id = bidding();
	bid(id, "anna", ANNA, price);
	pass(task(id).deadline);
	id
}

/// A task that `anna` works on for `price`.
pub fn running(price: Balance) -> TaskId {
	let id = matched(price);
	assert_ok!(Tasks::start(signed(ANNA), id));
	id
}

/// A task that `anna` has delivered for `price`.
pub fn verifying(price: Balance) -> TaskId {
	let id = running(price);
	assert_ok!(submit(id, ANNA));
	id
}

/// A task with a dispute over a `price`.
pub fn disputed(price: Balance) -> TaskId {
	let id = verifying(price);
	assert_ok!(Tasks::dispute(signed(SUBMITTER), id, bytes("wrong")));
	id
}

/// A task in `state`, brought there by `anna` at 50 AINU.
pub fn in_state(state: TaskState) -> TaskId {
	let price = 50 * AINU;
	let id = match state {
		TaskState::Created => post(PostParams { opens_in_ms: HOUR, ..params() }),
		TaskState::Bidding => bidding(),
		TaskState::Matched => matched(price),
		TaskState::Running => running(price),
		TaskState::Verifying => verifying(price),
		TaskState::Disputed => disputed(price),
		TaskState::Finalized => {
			let id = verifying(price);
			assert_ok!(Tasks::accept(signed(SUBMITTER), id));
			id
		}
		TaskState::Cancelled => {
			let id = bidding();
			assert_ok!(Tasks::cancel(signed(SUBMITTER), id));
			id
		}
		TaskState::NoBids => {
			let id = bidding();
			pass(task(id).deadline);
			id
		}
		TaskState::TimedOut => {
			let id = matched(price);
			assert_ok!(Tasks::fail(signed(ANNA), id, bytes("no")));
			id
		}
	};
	assert_eq!(task(id).state, state);
	id
}

/// All states.
pub const STATES: [TaskState; 10] = [
	TaskState::Created,
	TaskState::Bidding,
	TaskState::Matched,
	TaskState::Running,
	TaskState::Verifying,
	TaskState::Disputed,
	TaskState::Finalized,
	TaskState::Cancelled,
	TaskState::NoBids,
	TaskState::TimedOut,
];
