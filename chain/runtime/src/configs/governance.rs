//! Who may change the network.

use crate::*;
use frame_support::traits::EnsureOriginWithArg;
use frame_system::ensure_root;

/// Root may change every parameter but those of consensus, which are fixed at genesis: another slot duration would
/// number the slots anew and stop the chain.
pub struct ParameterOrigin;

impl EnsureOriginWithArg<RuntimeOrigin, RuntimeParametersKey> for ParameterOrigin {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin, key: &RuntimeParametersKey) -> Result<(), RuntimeOrigin> {
		match key {
			RuntimeParametersKey::Consensus(_) => Err(origin),
			_ => ensure_root(origin.clone()).map_err(|_| origin),
		}
	}
}

impl pallet_parameters::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type AdminOrigin = ParameterOrigin;
	type WeightInfo = ();
}

impl pallet_sudo::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}

impl pallet_network::Config for Runtime {
	type Currency = Balances;
}
