//! Genesis states that the runtime itself can make.
//!
//! `development` is for a few nodes on one machine, with public keys; `embedded` is the same for the chain inside
//! the desktop app, where a block is made for every transaction and nobody wants to wait. A production runtime has
//! neither: nobody may have money or power there by a key that everybody knows.

use crate::*;
use ainur_primitives::{FAUCET, MINUTE, SECOND};
use alloc::{vec, vec::Vec};
use serde_json::{json, Value};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::traits::AccountIdConversion;

/// Name of the preset for the chain inside the desktop app.
pub const EMBEDDED_RUNTIME_PRESET: &str = "embedded";

/// What every development account starts with, in AINU.
const DEVELOPER_AINU: u64 = 1_000_000;
/// What the faucet starts with, in AINU.
const FAUCET_AINU: u64 = 1_000_000_000;
/// Keeps the treasury alive so that the first fees are not lost, in AINU.
const TREASURY_AINU: u64 = 1;

/// Milliseconds, see `dynamic_params`. A slot of one millisecond lets a block be made at any time.
fn embedded_parameters() -> Value {
	json!({
		"slotDurationMs": 1,
		"minBiddingMs": SECOND,
		"minDisputeMs": SECOND,
		"startMs": 30 * SECOND,
		"resolutionMs": MINUTE,
		"unbondingMs": MINUTE,
	})
}

/// A patch over the default genesis, with `network` saying what the network's parameters are.
fn patch(mut network: Value) -> Value {
	let faucet: AccountId = FAUCET.into_account_truncating();
	let mut endowments: Vec<(AccountId, u64)> =
		Sr25519Keyring::well_known().map(|key| (key.to_account_id(), DEVELOPER_AINU)).collect();
	endowments.extend([(faucet, FAUCET_AINU), (treasury(), TREASURY_AINU)]);
	if let Some(network) = network.as_object_mut() {
		network.insert("endowments".into(), json!(endowments));
	}
	let aura = [Sr25519Keyring::Alice, Sr25519Keyring::Bob].map(|key| key.public());
	let grandpa = [Ed25519Keyring::Alice, Ed25519Keyring::Bob].map(|key| (key.public(), 1u64));
	json!({
		"aura": { "authorities": aura },
		"grandpa": { "authorities": grandpa },
		"sudo": { "key": Sr25519Keyring::Alice.to_account_id() },
		"network": network,
	})
}

/// The preset called `id` as a JSON patch over the default genesis.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	if cfg!(feature = "production") {
		return None;
	}
	let preset = match id.as_ref() {
		DEV_RUNTIME_PRESET => patch(json!({})),
		EMBEDDED_RUNTIME_PRESET => patch(embedded_parameters()),
		_ => return None,
	};
	serde_json::to_vec(&preset).ok()
}

/// All presets.
pub fn preset_names() -> Vec<PresetId> {
	if cfg!(feature = "production") {
		return vec![];
	}
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(EMBEDDED_RUNTIME_PRESET)]
}
