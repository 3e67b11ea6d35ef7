//! Blocks, the clock and calls that wrap calls.

use crate::*;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, Get},
	weights::{
		constants::{RocksDbWeight, WEIGHT_REF_TIME_PER_SECOND},
		Weight,
	},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::Perbill;

parameter_types! {
	pub const Version: RuntimeVersion = VERSION;
	/// Two seconds of computation in a slot of six, three quarters of it for transactions.
	pub Weights: BlockWeights = BlockWeights::with_sensible_defaults(
		Weight::from_parts(2 * WEIGHT_REF_TIME_PER_SECOND, u64::MAX),
		Perbill::from_percent(75),
	);
	pub Length: BlockLength = BlockLength::builder()
		.max_length(5 * 1024 * 1024)
		.modify_max_length_for_class(frame_support::dispatch::DispatchClass::Normal, |max| *max = *max * 3 / 4)
		.build();
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = Block;
	type BlockHashCount = ConstU32<2400>;
	type BlockLength = Length;
	type BlockWeights = Weights;
	type DbWeight = RocksDbWeight;
	type Hash = sp_core::H256;
	type Lookup = sp_runtime::traits::AccountIdLookup<AccountId, ()>;
	type MaxConsumers = ConstU32<16>;
	type Nonce = Nonce;
	type SS58Prefix = frame_support::traits::ConstU16<42>;
	type Version = Version;
}

/// Half a slot, as Aura expects.
pub struct MinimumPeriod;

impl Get<Moment> for MinimumPeriod {
	fn get() -> Moment {
		dynamic_params::consensus::SlotDurationMs::get() / 2
	}
}

impl pallet_timestamp::Config for Runtime {
	type Moment = Moment;
	type OnTimestampSet = (Aura, Clock, Tasks);
	type MinimumPeriod = MinimumPeriod;
	type WeightInfo = ();
}

impl pallet_clock::Config for Runtime {
	type Timestamp = Timestamp;
	type LongestStep = LongestStep;
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}
