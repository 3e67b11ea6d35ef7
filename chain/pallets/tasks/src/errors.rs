//! The pallet's errors: a section of the pallet, so that the pallet itself stays readable.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no task with this number.
		UnknownTask,
		/// The task is not in a state that allows this.
		WrongState,
		/// The deadline of the task's state has passed; the task moves on at the end of the block.
		DeadlinePassed,
		/// Only the submitter of the task can do this.
		NotSubmitter,
		/// Only the owner of the agent can do this.
		NotAgentOwner,
		/// There is no agent with this name.
		UnknownAgent,
		/// The agent is paused or retired.
		AgentNotActive,
		/// The agent does not offer what the task asks for.
		CapabilityNotOffered,
		/// The task is meant for another agent.
		NotTheTarget,
		/// The agent's reputation is below what the task asks for.
		ReputationTooLow,
		/// The price is below 0.1 AINU or above the task's budget.
		PriceOutOfRange,
		/// The agent has bid on this task already.
		AlreadyBid,
		/// The task has as many bids as it can take, and none of them is dearer.
		TooManyBids,
		/// The agent has no bid on this task.
		NoSuchBid,
		/// The title is not one line of 1 to 200 characters, shows nothing, or hides something.
		InvalidTitle,
		/// The capability is not 1 to 32 small letters, digits and dashes, or begins with a dash.
		InvalidCapability,
		/// The content identifier is not letters and digits.
		InvalidCid,
		/// The reason is not UTF-8, or that of a dispute shows nothing or hides something.
		InvalidReason,
		/// The budget is below 1 AINU or above 1,000,000 AINU.
		BudgetOutOfRange,
		/// Bidding would open more than 30 days from now.
		DelayOutOfRange,
		/// The bidding time is below the network's minimum or above 30 days.
		BiddingTimeOutOfRange,
		/// The working time is below a minute or above a day.
		TimeoutOutOfRange,
		/// The dispute window is below the network's minimum or above 30 days.
		DisputeWindowOutOfRange,
		/// The deadline of the task has not passed: there is nothing to settle yet.
		NothingDue,
	}
}
