//! The marketplace: agents, tasks, reputation and the faucet.

use crate::*;
use ainur_primitives::{AINU, FAUCET, HOUR};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU128, ConstU32, ConstU64},
	PalletId,
};

impl pallet_agents::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type MinStake = ConstU128<{ 10 * AINU }>;
	type UnbondingMs = dynamic_params::agents::UnbondingMs;
	type WeightInfo = pallet_agents::weights::Estimated<Runtime>;
}

impl pallet_reputation::Config for Runtime {}

parameter_types! {
	pub const FaucetPot: PalletId = FAUCET;
}

impl pallet_faucet::Config for Runtime {
	type Currency = Balances;
	type Time = Timestamp;
	type Enabled = ConstBool<{ cfg!(not(feature = "production")) }>;
	type Pot = FaucetPot;
	type Amount = ConstU128<{ 1_000 * AINU }>;
	type IntervalMs = ConstU64<HOUR>;
	type Difficulty = ConstU32<14>;
	type AnchorWindow = ConstU32<64>;
	type MaxClaimsPerBlock = ConstU32<20>;
	type WeightInfo = pallet_faucet::weights::Estimated<Runtime>;
}
