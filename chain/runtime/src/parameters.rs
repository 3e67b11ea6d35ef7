//! Network parameters: what governance may change without a new runtime. The values here are the defaults; the
//! presets override some at genesis. Some have limits that no governance can pass: a value beyond one is read as
//! the limit, by [`ProtocolFee`], [`StartMs`], [`ResolutionMs`] and [`RetentionMs`].

use crate::Runtime;
use ainur_primitives::{Moment, DAY, HOUR, MINUTE, SECOND};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::Get,
};
use sp_runtime::Permill;

/// All parameters, by the part of the chain that they rule.
#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic_params {
	use super::*;

	/// Making of blocks.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod consensus {
		/// Time between two blocks, in milliseconds. Set at genesis and never again: slots are numbered by it.
		#[codec(index = 0)]
		pub static SlotDurationMs: Moment = 6 * SECOND;
	}

	/// Life of a task.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod tasks {
		/// Shortest time for bids, in milliseconds.
		#[codec(index = 0)]
		pub static MinBiddingMs: Moment = MINUTE;
		/// Shortest time to dispute a result, in milliseconds.
		#[codec(index = 1)]
		pub static MinDisputeMs: Moment = HOUR;
		/// How long the chosen agent may take to start, in milliseconds; at least a minute, see [`crate::StartMs`].
		#[codec(index = 2)]
		pub static StartMs: Moment = 5 * MINUTE;
		/// How long a dispute may stay unresolved before the agent is paid, in milliseconds; at most 30 days.
		#[codec(index = 3)]
		pub static ResolutionMs: Moment = DAY;
		/// The part of a payment that the treasury keeps; at most a fifth.
		#[codec(index = 4)]
		pub static ProtocolFee: Permill = Permill::from_percent(2);
		/// How long a task that is over stays in storage, in milliseconds; see [`crate::RetentionMs`].
		#[codec(index = 5)]
		pub static RetentionMs: Moment = DAY;
	}

	/// Stakes of agents.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod agents {
		/// How long stake stays on hold after it was taken out, in milliseconds.
		#[codec(index = 0)]
		pub static UnbondingMs: Moment = 7 * DAY;
	}
}

/// The part of a payment that the treasury keeps, never more than a fifth.
pub struct ProtocolFee;

impl Get<Permill> for ProtocolFee {
	fn get() -> Permill {
		dynamic_params::tasks::ProtocolFee::get().min(Permill::from_percent(20))
	}
}

/// Whether this is the embedded network: the one with slots of a millisecond.
fn is_embedded() -> bool {
	dynamic_params::consensus::SlotDurationMs::get() == 1
}

/// How far one block carries the clock of deadlines at most, in milliseconds: three slots, as while two of three
/// validators are missing. The embedded network has no validators that could stall; its own clock tells sleep from time.
pub struct LongestStep;

impl Get<Moment> for LongestStep {
	fn get() -> Moment {
		if is_embedded() {
			Moment::MAX
		} else {
			3 * dynamic_params::consensus::SlotDurationMs::get()
		}
	}
}

/// How long the chosen agent may take to start, in milliseconds: never less than a minute, or half of one on the
/// embedded network.
pub struct StartMs;

impl Get<Moment> for StartMs {
	fn get() -> Moment {
		let least = if is_embedded() { 30 * SECOND } else { MINUTE };
		dynamic_params::tasks::StartMs::get().max(least)
	}
}

/// How long a dispute may stay unresolved before the agent is paid, in milliseconds: never more than 30 days.
pub struct ResolutionMs;

impl Get<Moment> for ResolutionMs {
	fn get() -> Moment {
		dynamic_params::tasks::ResolutionMs::get().min(30 * DAY)
	}
}

/// How long a task that is over stays in storage, in milliseconds: never more than 30 days, and ten minutes on the
/// embedded network, where every block is final at once and nobody but its own index reads it.
pub struct RetentionMs;

impl Get<Moment> for RetentionMs {
	fn get() -> Moment {
		let most = if is_embedded() { 10 * MINUTE } else { 30 * DAY };
		dynamic_params::tasks::RetentionMs::get().min(most)
	}
}
