//! What the pallet stores and what its events carry.

use ainur_primitives::{Balance, Capability, Cid, Did, Moment, TaskId, AINU, DAY, MINUTE};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// The smallest budget of a task, in planck.
pub const MIN_BUDGET: Balance = AINU;
/// The largest budget of a task, in planck.
pub const MAX_BUDGET: Balance = 1_000_000 * AINU;
/// The smallest bond behind a bid or a dispute, in planck.
pub const MIN_BOND: Balance = AINU / 10;
/// A bond's share of what it stands for, the budget of a task that is bid on or the price of a disputed result,
/// where that is more than [`MIN_BOND`].
pub const BOND_RATE: Permill = Permill::from_percent(10);
/// The shortest time that an agent can be given for its work, in milliseconds.
pub const MIN_TIMEOUT_MS: Moment = MINUTE;
/// The longest time that an agent can be given for its work, in milliseconds.
pub const MAX_TIMEOUT_MS: Moment = DAY;
/// The longest delay, bidding time and dispute window, in milliseconds.
pub const MAX_WINDOW_MS: Moment = 30 * DAY;
/// When the settlement of a due task fails it is tried again after this time, in milliseconds.
pub const RETRY_MS: Moment = 10 * MINUTE;
/// One whole in the parts per billion that bids are scored in.
pub const BILLION: u32 = 1_000_000_000;

/// A task's title: UTF-8, at most 200 characters of up to four bytes, see `ainur_primitives::is_title`.
pub type Title = BoundedVec<u8, ConstU32<800>>;
/// Why a submitter disputes a result: text that people can read, see `ainur_primitives::is_plain_text`.
pub type DisputeReason = BoundedVec<u8, ConstU32<512>>;
/// Why an agent gives up, UTF-8.
pub type FailReason = BoundedVec<u8, ConstU32<256>>;

/// Key of a deadline: when it falls due and whose it is, both big-endian, so that the order of the keys in
/// storage is the order in time.
pub type DeadlineKey = ([u8; 8], [u8; 8]);

/// The key of the deadline of `task` at `at`.
pub fn deadline_key(at: Moment, task: TaskId) -> DeadlineKey {
	(at.to_be_bytes(), task.to_be_bytes())
}

/// How a result is checked.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Copy, Debug, PartialEq, Eq,
)]
pub enum Trust {
	/// One agent works; a disputed result can be checked by executing the work again.
	Optimistic,
	/// The submitter looks at the result and accepts or disputes it: for work that cannot be repeated.
	Manual,
}

/// Where a task stands. See the crate's documentation for the transitions.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Copy, Debug, PartialEq, Eq,
)]
pub enum TaskState {
	/// Posted, bidding has not opened.
	Created,
	/// Agents bid.
	Bidding,
	/// An agent is chosen and has to start.
	Matched,
	/// The agent works.
	Running,
	/// There is a result, which the submitter can accept or dispute.
	Verifying,
	/// The submitter disputes the result.
	Disputed,
	/// Settled: the agent was paid, or lost the dispute.
	Finalized,
	/// Withdrawn by the submitter before bidding closed.
	Cancelled,
	/// Bidding closed without an agent to choose.
	NoBids,
	/// The agent did not start, did not deliver in time or gave up.
	TimedOut,
}

impl TaskState {
	/// Whether nothing can happen to the task any more.
	pub fn is_terminal(self) -> bool {
		matches!(self, Self::Finalized | Self::Cancelled | Self::NoBids | Self::TimedOut)
	}
}

/// A side of a dispute.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Copy, Debug, PartialEq, Eq,
)]
pub enum Party {
	/// The agent that delivered the result.
	Agent,
	/// The submitter that disputes it.
	Submitter,
}

/// Who got the price of a finalized task.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Copy, Debug, PartialEq, Eq,
)]
pub enum Outcome {
	/// The agent's owner.
	Paid,
	/// The submitter.
	Refunded,
}

/// What finalized a task.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Copy, Debug, PartialEq, Eq,
)]
pub enum FinalCause {
	/// The submitter accepted the result.
	Accepted,
	/// The dispute window passed in silence.
	WindowPassed,
	/// The dispute was resolved.
	Resolved,
	/// Nobody resolved the dispute in time.
	ResolverSilent,
}

/// Why a matched task ended without a result.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Copy, Debug, PartialEq, Eq,
)]
pub enum TimeoutCause {
	/// The agent did not start in time.
	NotStarted,
	/// The agent started but delivered nothing in time.
	NoResult,
	/// The agent gave up.
	Reported,
}

/// What a submitter asks for.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Debug, PartialEq, Eq)]
pub struct PostParams {
	/// One line for people, see `ainur_primitives::is_title`.
	pub title: Title,
	/// What an agent must offer to bid, see `ainur_primitives::is_capability`.
	pub capability: Capability,
	/// The only agent that may bid; it need not offer the capability.
	pub target: Option<Did>,
	/// The input of the work, as a CID in text form.
	pub input_cid: Cid,
	/// The most that the work may cost, in planck: [`MIN_BUDGET`] to [`MAX_BUDGET`].
	pub budget: Balance,
	/// How the result is checked.
	pub trust: Trust,
	/// The lowest reputation score that an agent may bid with.
	pub min_reputation: i64,
	/// How long until bidding opens, in milliseconds: 0 to [`MAX_WINDOW_MS`].
	pub opens_in_ms: Moment,
	/// How long bidding is open, in milliseconds: the network's minimum to [`MAX_WINDOW_MS`].
	pub bidding_ms: Moment,
	/// How long the agent may work, in milliseconds: [`MIN_TIMEOUT_MS`] to [`MAX_TIMEOUT_MS`].
	pub timeout_ms: Moment,
	/// How long the result can be disputed, in milliseconds: the network's minimum to [`MAX_WINDOW_MS`].
	pub dispute_window_ms: Moment,
}

/// A result as the agent delivered it.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Debug, PartialEq, Eq)]
pub struct TaskResult {
	/// The output, as a CID in text form.
	pub output_cid: Cid,
	/// BLAKE3 hash of the output's bytes.
	pub output_hash: [u8; 32],
	/// The signed receipt of the execution, as a CID in text form.
	pub receipt_cid: Cid,
	/// Fuel that the execution took.
	pub fuel: u64,
}

/// A task and where it stands.
///
/// All money that a task holds is on hold in the accounts of those it belongs to: `escrow` and
/// `dispute_bond` in the submitter's, `bond` in the owner's.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Debug, PartialEq, Eq)]
pub struct Task<AccountId> {
	/// Who posted the task and pays for it.
	pub submitter: AccountId,
	/// See [`PostParams::title`].
	pub title: Title,
	/// See [`PostParams::capability`].
	pub capability: Capability,
	/// See [`PostParams::target`].
	pub target: Option<Did>,
	/// See [`PostParams::input_cid`].
	pub input_cid: Cid,
	/// See [`PostParams::budget`].
	pub budget: Balance,
	/// What is still held of the budget, in planck; 0 once the task is terminal.
	pub escrow: Balance,
	/// See [`PostParams::trust`].
	pub trust: Trust,
	/// See [`PostParams::min_reputation`].
	pub min_reputation: i64,
	/// Where the task stands.
	pub state: TaskState,
	/// When bidding opens.
	pub bidding_opens: Moment,
	/// When bidding ends. Bidding that opens late, at the first block after `bidding_opens`, ends that much
	/// later, so that it is always open for the whole time asked for.
	pub bidding_ends: Moment,
	/// See [`PostParams::timeout_ms`].
	pub timeout_ms: Moment,
	/// See [`PostParams::dispute_window_ms`].
	pub dispute_window_ms: Moment,
	/// When the present state ends by itself; in a terminal state, when the task is removed from storage.
	pub deadline: Moment,
	/// The agent that was chosen; `None` until the match.
	pub agent: Option<Did>,
	/// The owner of that agent when it bid: who acts for it and who is paid; `None` until the match.
	pub owner: Option<AccountId>,
	/// What the chosen agent bid, in planck; 0 until the match.
	pub price: Balance,
	/// What is held behind the chosen bid, in planck; 0 before the match and once the task is terminal.
	pub bond: Balance,
	/// The result; `None` until there is one.
	pub result: Option<TaskResult>,
	/// What the submitter holds behind the dispute, in planck; 0 while there is none.
	pub dispute_bond: Balance,
	/// The treasury's share of the price, as it was when the task was posted.
	pub fee: Permill,
}

/// An agent's offer to do a task.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Debug, PartialEq, Eq)]
pub struct Bid<AccountId> {
	/// The agent that offers.
	pub agent: Did,
	/// Its owner, whose money the bond is.
	pub owner: AccountId,
	/// What it asks for, in planck.
	pub price: Balance,
	/// What is held behind the offer, in planck.
	pub bond: Balance,
}

/// How a bid did, in parts per billion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
	/// The lowest price as a share of this bid's price.
	pub price: u32,
	/// The agent's reputation as a share of the highest one.
	pub reputation: u32,
	/// The mean of both: what bids are ranked by.
	pub total: u32,
}
