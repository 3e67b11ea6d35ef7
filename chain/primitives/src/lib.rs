//! Types and traits shared by the pallets and the runtime of an Ainur chain.
//!
//! Units: every amount is in planck (1 AINU = 10^12 planck), every time is in milliseconds since the Unix
//! epoch as the timestamp pallet knows it, every duration is in milliseconds.
#![cfg_attr(not(feature = "std"), no_std)]

pub mod api;
mod text;
mod unseen;

pub use text::{is_capability, is_plain_text, is_title, MAX_TITLE_CHARS};

use frame_support::{
	pallet_prelude::{ConstU32, DispatchResult},
	BoundedVec, PalletId,
};

/// An amount in planck.
pub type Balance = u128;
/// Milliseconds since the Unix epoch.
pub type Moment = u64;
/// Number of a task, counted from 0.
pub type TaskId = u64;
/// Name of an agent in its text form, `did:ainur:<name>`.
pub type Did = BoundedVec<u8, ConstU32<64>>;
/// One ability of an agent, `[a-z0-9][a-z0-9-]{0,31}`, for example `code-review`.
pub type Capability = BoundedVec<u8, ConstU32<32>>;
/// Everything an agent offers.
pub type Capabilities = BoundedVec<Capability, ConstU32<16>>;
/// A CIDv1 in its text form.
pub type Cid = BoundedVec<u8, ConstU32<96>>;

/// One AINU in planck.
pub const AINU: Balance = 1_000_000_000_000;
/// A thousandth of an AINU in planck.
pub const MILLI_AINU: Balance = AINU / 1_000;
/// A millionth of an AINU in planck.
pub const MICRO_AINU: Balance = AINU / 1_000_000;

/// The least that an agent may ask for a task, in planck. It keeps a bid from being dust: every price bears a fee,
/// and no price makes all others look alike.
pub const MIN_PRICE: Balance = 100 * MILLI_AINU;

/// One second in milliseconds.
pub const SECOND: Moment = 1_000;
/// One minute in milliseconds.
pub const MINUTE: Moment = 60 * SECOND;
/// One hour in milliseconds.
pub const HOUR: Moment = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: Moment = 24 * HOUR;

/// Its account receives transaction fees, protocol fees and what is slashed.
pub const TREASURY: PalletId = PalletId(*b"ainr/trs");
/// Its account is the pot that the faucet pays from.
pub const FAUCET: PalletId = PalletId(*b"ainr/fct");

/// What every agent's name starts with.
pub const DID_PREFIX: &[u8] = b"did:ainur:";
/// The longest name after [`DID_PREFIX`], in bytes.
pub const MAX_DID_NAME: usize = 51;

/// Whether `did` is `did:ainur:` followed by `[a-z0-9][a-z0-9-]{0,50}`.
pub fn is_valid_did(did: &[u8]) -> bool {
	did.strip_prefix(DID_PREFIX).is_some_and(|name| text::is_name(name, MAX_DID_NAME))
}

/// Whether `text` can be a content identifier in text form: letters and digits, so that it can stand in a path.
pub fn is_cid(text: &[u8]) -> bool {
	!text.is_empty() && text.iter().all(u8::is_ascii_alphanumeric)
}

/// What other pallets may know about an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentView<AccountId> {
	/// The account that acts and is paid for the agent.
	pub owner: AccountId,
	/// Whether the agent takes new work: neither paused nor retired.
	pub active: bool,
	/// What the agent offers.
	pub capabilities: Capabilities,
}

/// The register of agents, as other pallets use it.
pub trait AgentRegistry<AccountId> {
	/// The agent called `did`, retired ones included; `None` if there never was one.
	fn agent(did: &Did) -> Option<AgentView<AccountId>>;

	/// Counts one more task in progress. While there is one the agent cannot deregister nor take its stake
	/// below the minimum. Fails if the agent is unknown or not active.
	fn engage(did: &Did) -> DispatchResult;

	/// Takes back one [`engage`](Self::engage). Never fails: it is called when a task settles.
	fn disengage(did: &Did);

	/// Every agent with tasks in progress, and how many. Reads the whole register: for checks only.
	fn engaged() -> impl Iterator<Item = (Did, u32)>;
}

/// The record of how agents did their work.
pub trait Reputation {
	/// The score of an agent; 0 for one without a record.
	fn score(did: &Did) -> i64;

	/// `task` was done and paid with `value` planck (the price before fees).
	fn completed(did: &Did, value: Balance, task: TaskId);

	/// `task` was not started, not finished in time or given up.
	fn failed(did: &Did, task: TaskId);

	/// The agent lost the dispute about `task`.
	fn disputed(did: &Did, task: TaskId);
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn accepts_names_of_the_documented_form() {
		for good in ["did:ainur:a", "did:ainur:0", "did:ainur:code-review-2", "did:ainur:a--"] {
			assert!(is_valid_did(good.as_bytes()), "{good}");
		}
		assert!(is_valid_did(format!("did:ainur:{}", "x".repeat(51)).as_bytes()));
	}

	#[test]
	fn rejects_everything_else() {
		for bad in [
			"",
			"did:ainur:",
			"did:ainur:-a",
			"did:ainur:A",
			"did:ainur:a_b",
			"did:other:a",
			"did:ainur:ä",
			"a",
		] {
			assert!(!is_valid_did(bad.as_bytes()), "{bad}");
		}
		assert!(!is_valid_did(format!("did:ainur:{}", "x".repeat(52)).as_bytes()));
	}

	#[test]
	fn a_cid_is_letters_and_digits() {
		assert!(is_cid(b"bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"));
		for bad in ["", "bafy/../x", "bafk input", "bafk\n", "bafk%2e", "bafké"] {
			assert!(!is_cid(bad.as_bytes()), "{bad}");
		}
	}

	#[test]
	fn the_longest_did_fits_its_type() {
		assert!(DID_PREFIX.len() + MAX_DID_NAME <= 64);
	}
}
