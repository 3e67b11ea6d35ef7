//! Network parameters: what governance may change without a new runtime. The values here are the defaults; the
//! presets override some at genesis.

use crate::Runtime;
use ainur_primitives::{Moment, DAY, HOUR, MINUTE, SECOND};
use frame_support::dynamic_params::{dynamic_pallet_params, dynamic_params};
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
		/// How long the chosen agent may take to start, in milliseconds.
		#[codec(index = 2)]
		pub static StartMs: Moment = 5 * MINUTE;
		/// How long a dispute may stay unresolved before the agent is paid, in milliseconds.
		#[codec(index = 3)]
		pub static ResolutionMs: Moment = DAY;
		/// The part of a payment that the treasury keeps.
		#[codec(index = 4)]
		pub static ProtocolFee: Permill = Permill::from_percent(2);
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
