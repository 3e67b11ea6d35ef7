//! What makes one network differ from another, written at genesis: its parameters and first balances. Nothing
//! happens here afterwards.
//!
//! Amounts are whole AINU, because planck of this size do not survive every JSON reader.

use crate::{dynamic_params, RuntimeParameters};
use ainur_primitives::{Balance, Moment, AINU};

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{
			dynamic_params::AggregatedKeyValue,
			fungible::{Inspect, Mutate},
		},
	};
	use sp_runtime::Permill;

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config:
		frame_system::Config + pallet_parameters::Config<RuntimeParameters = RuntimeParameters>
	{
		/// The native token.
		type Currency: Mutate<Self::AccountId> + Inspect<Self::AccountId, Balance = Balance>;
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Network parameters that differ from the runtime's defaults, and first balances.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Milliseconds.
		pub slot_duration_ms: Option<Moment>,
		/// Milliseconds.
		pub min_bidding_ms: Option<Moment>,
		/// Milliseconds.
		pub min_dispute_ms: Option<Moment>,
		/// Milliseconds.
		pub start_ms: Option<Moment>,
		/// Milliseconds.
		pub resolution_ms: Option<Moment>,
		/// Milliseconds.
		pub retention_ms: Option<Moment>,
		/// Parts per million.
		pub protocol_fee: Option<u32>,
		/// Milliseconds.
		pub unbonding_ms: Option<Moment>,
		/// Accounts and what they start with, in whole AINU.
		pub endowments: Vec<(T::AccountId, u64)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			use dynamic_params::{agents, consensus, tasks};
			use RuntimeParameters::{Agents, Consensus, Tasks};
			fn set<T: Config>(parameter: RuntimeParameters) {
				let (key, value) = parameter.into_parts();
				if value.is_some() {
					pallet_parameters::Parameters::<T>::set(&key, value);
				}
			}
			let slot = self.slot_duration_ms;
			set::<T>(Consensus(consensus::Parameters::SlotDurationMs(consensus::SlotDurationMs, slot)));
			set::<T>(Tasks(tasks::Parameters::MinBiddingMs(tasks::MinBiddingMs, self.min_bidding_ms)));
			set::<T>(Tasks(tasks::Parameters::MinDisputeMs(tasks::MinDisputeMs, self.min_dispute_ms)));
			set::<T>(Tasks(tasks::Parameters::StartMs(tasks::StartMs, self.start_ms)));
			set::<T>(Tasks(tasks::Parameters::ResolutionMs(tasks::ResolutionMs, self.resolution_ms)));
			set::<T>(Tasks(tasks::Parameters::RetentionMs(tasks::RetentionMs, self.retention_ms)));
			let fee = self.protocol_fee.map(Permill::from_parts);
			set::<T>(Tasks(tasks::Parameters::ProtocolFee(tasks::ProtocolFee, fee)));
			set::<T>(Agents(agents::Parameters::UnbondingMs(agents::UnbondingMs, self.unbonding_ms)));
			for (who, ainu) in &self.endowments {
				let amount = Balance::from(*ainu) * AINU;
				assert!(T::Currency::mint_into(who, amount).is_ok(), "an endowment cannot be paid");
			}
		}
	}
}
