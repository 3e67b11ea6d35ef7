//! Accounts that act for other accounts.

use crate::*;
use ainur_primitives::MILLI_AINU;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::{ConstU128, ConstU32, InstanceFilter};
use pallet_tasks::Call;
use scale_info::TypeInfo;

/// What a proxy may do for the account behind it.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	// 1 was a type without transfers, which could move everything out all the same: by posting and accepting.
	/// The daily work of an agent: bids, starting, results, giving up.
	#[codec(index = 2)]
	Agent,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			Self::Any => true,
			Self::Agent => matches!(
				call,
				RuntimeCall::Tasks(
					Call::bid { .. }
						| Call::retract_bid { .. }
						| Call::start { .. }
						| Call::submit_result { .. }
						| Call::fail { .. }
				)
			),
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		*self == Self::Any || self == other
	}
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ConstU128<{ 100 * MILLI_AINU }>;
	type ProxyDepositFactor = ConstU128<{ 10 * MILLI_AINU }>;
	type MaxProxies = ConstU32<32>;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = ConstU128<{ 100 * MILLI_AINU }>;
	type AnnouncementDepositFactor = ConstU128<{ 10 * MILLI_AINU }>;
	type BlockNumberProvider = System;
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = ConstU128<{ 100 * MILLI_AINU }>;
	type DepositFactor = ConstU128<{ 10 * MILLI_AINU }>;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}
