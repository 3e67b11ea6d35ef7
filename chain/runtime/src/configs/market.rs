//! The marketplace: agents, tasks, reputation and the faucet.

use crate::*;
use ainur_primitives::{AINU, FAUCET, HOUR};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU128, ConstU32, ConstU64},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureRoot;

impl pallet_agents::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type MinStake = ConstU128<{ 10 * AINU }>;
	type UnbondingMs = dynamic_params::agents::UnbondingMs;
	type WeightInfo = pallet_agents::weights::Estimated<Runtime>;
}

impl pallet_reputation::Config for Runtime {}

impl pallet_tasks::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Clock;
	type Agents = Agents;
	type Reputation = Reputation;
	type ResolverOrigin = EnsureRoot<AccountId>;
	type Treasury = super::money::TreasuryAccount;
	type ProtocolFee = ProtocolFee;
	type MinBiddingMs = dynamic_params::tasks::MinBiddingMs;
	type MinDisputeMs = dynamic_params::tasks::MinDisputeMs;
	type StartMs = StartMs;
	type ResolutionMs = ResolutionMs;
	type RetentionMs = RetentionMs;
	type MaxBids = ConstU32<64>;
	type MaxDueWeight = MaxDueWeight;
	type WeightInfo = pallet_tasks::weights::Estimated<Runtime>;
}

parameter_types! {
	/// Half of a block: while more is due than that, calls have the other half.
	pub MaxDueWeight: Weight = super::system::Weights::get().max_block / 2;
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
