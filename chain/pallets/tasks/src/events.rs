//! The pallet's events: a section of the pallet, so that the pallet itself stays readable.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened. An index built from these events knows everything about every task.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A task was posted and its budget put in escrow.
		TaskCreated {
			/// The new task.
			task: TaskId,
			/// Who posted it.
			submitter: T::AccountId,
			/// One line for people, UTF-8.
			title: Title,
			/// What an agent must offer to bid.
			capability: Capability,
			/// The only agent that may bid.
			target: Option<Did>,
			/// The input of the work.
			input_cid: Cid,
			/// What was put in escrow, in planck.
			budget: Balance,
			/// How the result is checked.
			trust: Trust,
			/// The lowest score that an agent may bid with.
			min_reputation: i64,
			/// When bidding opens.
			bidding_opens: Moment,
			/// When bidding ends, if it opens in time.
			bidding_ends: Moment,
			/// How long the agent may work, in milliseconds.
			timeout_ms: Moment,
			/// How long the result can be disputed, in milliseconds.
			dispute_window_ms: Moment,
		},
		/// Agents can bid.
		BiddingOpened {
			/// The task.
			task: TaskId,
			/// When bidding ends.
			ends: Moment,
		},
		/// An agent bid.
		BidPlaced {
			/// The task.
			task: TaskId,
			/// Who bids.
			agent: Did,
			/// The agent's owner.
			owner: T::AccountId,
			/// What it asks for, in planck.
			price: Balance,
			/// What the owner put behind the bid, in planck.
			bond: Balance,
		},
		/// A bid is gone before bidding ended: its agent took it back, or a cheaper one took its place.
		BidRetracted {
			/// The task.
			task: TaskId,
			/// Whose bid it was.
			agent: Did,
			/// What the owner got back, in planck.
			bond: Balance,
			/// Whose cheaper bid took its place in a full list; none if the agent took it back.
			displaced_by: Option<Did>,
		},
		/// Bidding ended; one event for every bid, in the order of the bids. Bonds of bids that did not win
		/// are released.
		BidClosed {
			/// The task.
			task: TaskId,
			/// Who bid.
			agent: Did,
			/// What it asked for, in planck.
			price: Balance,
			/// What stood behind the bid, in planck.
			bond: Balance,
			/// The agent's score at this moment.
			reputation: i64,
			/// Lowest price as a share of this price, parts per billion. Scores of an agent that was not
			/// active any more are 0.
			price_score: u32,
			/// Reputation as a share of the highest one, parts per billion.
			reputation_score: u32,
			/// What the bid was ranked by, parts per billion.
			score: u32,
			/// Whether this bid was chosen.
			won: bool,
		},
		/// An agent was chosen.
		TaskMatched {
			/// The task.
			task: TaskId,
			/// The chosen agent.
			agent: Did,
			/// Its owner, who acts for it from now on.
			owner: T::AccountId,
			/// The price, in planck.
			price: Balance,
			/// What stands behind the bid, in planck.
			bond: Balance,
			/// The score of the bid, parts per billion.
			score: u32,
			/// What the submitter got back of the budget, in planck.
			refunded: Balance,
			/// When the agent must have started.
			start_by: Moment,
		},
		/// The agent works.
		TaskStarted {
			/// The task.
			task: TaskId,
			/// The agent.
			agent: Did,
			/// When the result must be there.
			result_by: Moment,
		},
		/// The agent delivered.
		ResultSubmitted {
			/// The task.
			task: TaskId,
			/// The agent.
			agent: Did,
			/// The output.
			output_cid: Cid,
			/// BLAKE3 hash of the output's bytes.
			output_hash: [u8; 32],
			/// The signed receipt of the execution.
			receipt_cid: Cid,
			/// Fuel that the execution took.
			fuel: u64,
			/// When the agent is paid if nothing happens.
			disputable_until: Moment,
		},
		/// The submitter disputes the result.
		TaskDisputed {
			/// The task.
			task: TaskId,
			/// Why, UTF-8.
			reason: DisputeReason,
			/// What the submitter put behind the dispute, in planck.
			bond: Balance,
			/// When the agent is paid if nothing happens.
			resolve_by: Moment,
		},
		/// The dispute is decided; the settlement follows in the same block.
		DisputeResolved {
			/// The task.
			task: TaskId,
			/// Who was right.
			in_favour_of: Party,
		},
		/// The task is settled. The price is `paid + fee` or `refunded`.
		TaskFinalized {
			/// The task.
			task: TaskId,
			/// The agent.
			agent: Did,
			/// The agent's owner.
			owner: T::AccountId,
			/// Who got the price.
			outcome: Outcome,
			/// Why.
			cause: FinalCause,
			/// What the owner got of the price, in planck.
			paid: Balance,
			/// What the treasury kept of the price, in planck.
			fee: Balance,
			/// What the submitter got back of the price, in planck.
			refunded: Balance,
			/// What the treasury took of the agent's bond, in planck. The rest of it is released.
			slashed: Balance,
			/// What the owner got on top, of the bond behind a dispute that the submitter lost, in planck. The
			/// rest of that bond is released.
			forfeited: Balance,
		},
		/// The submitter withdrew the task; all bonds are released.
		TaskCancelled {
			/// The task.
			task: TaskId,
			/// What the submitter got back, in planck.
			refunded: Balance,
		},
		/// Bidding ended without an agent to choose; the task is in the state NoBids.
		TaskUnmatched {
			/// The task.
			task: TaskId,
			/// What the submitter got back, in planck.
			refunded: Balance,
		},
		/// The agent failed the task.
		TaskTimedOut {
			/// The task.
			task: TaskId,
			/// The agent.
			agent: Did,
			/// The agent's owner.
			owner: T::AccountId,
			/// How it failed.
			cause: TimeoutCause,
			/// What the agent says, UTF-8; empty unless it gave up itself.
			reason: FailReason,
			/// What the submitter got back, in planck.
			refunded: Balance,
			/// What the treasury took of the agent's bond, in planck.
			slashed: Balance,
		},
		/// The task has been over for as long as the chain remembers, and was removed from storage. All that
		/// happened to it is in the events.
		TaskRemoved {
			/// The task.
			task: TaskId,
		},
		/// A deadline passed but settling failed; nothing was changed, and it is tried again. The books of the
		/// pallet and of the currency disagree: this needs an engineer.
		SettlementPostponed {
			/// The task.
			task: TaskId,
			/// What failed.
			error: DispatchError,
			/// When it is tried again.
			retry_at: Moment,
		},
	}
}
