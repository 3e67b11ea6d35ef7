//! The token, fees and the treasury.

use crate::*;
use ainur_primitives::{MILLI_AINU, TREASURY};
use frame_support::{
	parameter_types,
	traits::{tokens::imbalance::ResolveTo, ConstU128, ConstU32, ConstU8, VariantCountOf},
	weights::{ConstantMultiplier, IdentityFee},
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{
	traits::{AccountIdConversion, Bounded, One},
	FixedPointNumber, Perquintill,
};

/// The account that fees and slashes go to.
pub fn treasury() -> AccountId {
	TREASURY.into_account_truncating()
}

parameter_types! {
	pub TreasuryAccount: AccountId = treasury();
	pub FeeTarget: Perquintill = Perquintill::from_percent(25);
	pub FeeAdjustment: Multiplier = Multiplier::saturating_from_rational(75, 1_000_000);
	/// Fees rise while blocks are more than a quarter full and never fall below the plain fee.
	pub FeeFloor: Multiplier = Multiplier::one();
	pub FeeCeiling: Multiplier = Bounded::max_value();
}

impl pallet_balances::Config for Runtime {
	type AccountStore = System;
	type Balance = Balance;
	type DoneSlashHandler = ();
	type DustRemoval = ResolveTo<TreasuryAccount, Balances>;
	type ExistentialDeposit = ConstU128<{ 10 * MILLI_AINU }>;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type ReserveIdentifier = [u8; 8];
	type RuntimeEvent = RuntimeEvent;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
}

/// One planck per picosecond of reference time and two millionths of an AINU per byte: together a transfer costs
/// about a thousandth of an AINU.
type WeightFee = IdentityFee<Balance>;
type LengthFee = ConstantMultiplier<Balance, ConstU128<2_000_000>>;

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, ResolveTo<TreasuryAccount, Balances>>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightToFee = WeightFee;
	type LengthToFee = LengthFee;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<Self, FeeTarget, FeeAdjustment, FeeFloor, FeeCeiling>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}
