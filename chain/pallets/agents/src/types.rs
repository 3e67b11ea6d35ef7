//! What the register keeps about an agent.

use ainur_primitives::{Balance, Capabilities, Cid, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// How many parts of a stake can be unbonding at a time.
pub type MaxUnlocking = ConstU32<16>;

/// Whether an agent takes work.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Copy, Debug, PartialEq, Eq,
)]
pub enum AgentStatus {
	/// Takes work.
	Active,
	/// Takes no new work until resumed; finishes what it has.
	Paused,
	/// Deregistered. Only its last owner can register the name again.
	Retired,
}

/// A part of a stake that was taken out and is not free yet.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Copy, Debug, PartialEq, Eq,
)]
pub struct Unlock {
	/// In planck.
	pub amount: Balance,
	/// When it can be withdrawn, in milliseconds since the epoch.
	pub at: Moment,
}

/// Parts of a stake that are unbonding, oldest first.
pub type Unlocking = BoundedVec<Unlock, MaxUnlocking>;

/// An agent.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Debug, PartialEq, Eq)]
pub struct Agent<AccountId> {
	/// Acts and is paid for the agent; its stake is held on this account.
	pub owner: AccountId,
	/// Whether it takes work.
	pub status: AgentStatus,
	/// What it offers.
	pub capabilities: Capabilities,
	/// What it usually asks for a task, in planck; bids may differ.
	pub price: Balance,
	/// Where its manifest is.
	pub manifest_cid: Cid,
	/// In planck. On hold together with `unlocking`.
	pub stake: Balance,
	/// Taken out of the stake and still on hold.
	pub unlocking: Unlocking,
	/// Tasks in progress.
	pub engaged: u32,
	/// When it was registered (last), in milliseconds since the epoch.
	pub registered_at: Moment,
}

impl<AccountId> Agent<AccountId> {
	/// Everything on hold for the agent, in planck.
	pub fn held(&self) -> Balance {
		self.unlocking.iter().fold(self.stake, |sum, chunk| sum.saturating_add(chunk.amount))
	}
}
