//! The native node of an Ainur chain. It knows no pallet and no runtime: the runtime comes with the chain's
//! specification and runs as WASM, so that a chain upgrades itself without a new node.

mod block_time;
mod chain_spec;
mod cli;
mod client;
mod command;
mod consensus;
mod instant_seal;
mod network;
mod rpc;
mod runtime_api;
mod service;

fn main() -> sc_cli::Result<()> {
	command::run()
}
