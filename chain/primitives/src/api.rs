//! Runtime APIs that clients call on top of the usual ones.

use crate::Moment;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

/// The network parameters that a client needs to fill in and check a task.
#[derive(Encode, Decode, TypeInfo, Clone, Debug, PartialEq, Eq)]
pub struct TaskParameters {
	/// Shortest bidding time of a task, in milliseconds.
	pub min_bidding_ms: Moment,
	/// Shortest dispute window of a task, in milliseconds.
	pub min_dispute_ms: Moment,
	/// How long the chosen agent may take to start, in milliseconds.
	pub start_ms: Moment,
	/// How long a dispute may stay unresolved before the agent is paid, in milliseconds.
	pub resolution_ms: Moment,
	/// What the treasury keeps of a payment, in parts per million.
	pub protocol_fee: u32,
}

sp_api::decl_runtime_apis! {
	/// Tries a call without keeping what it did.
	pub trait DryRunApi<AccountId, RuntimeCall>
	where
		AccountId: Codec,
		RuntimeCall: Codec,
	{
		/// Executes `call` as if signed by `who`, in a storage transaction that is always rolled back. Fees,
		/// nonces and weights are not looked at.
		fn dry_run(who: AccountId, call: RuntimeCall) -> Result<(), DispatchError>;
	}

	/// What the chain knows about tasks beyond its storage.
	pub trait TasksApi {
		/// When the next deadline of any task falls due, in milliseconds since the epoch.
		fn next_deadline() -> Option<Moment>;

		/// The network parameters now in force.
		fn parameters() -> TaskParameters;
	}
}
