//! How each pallet is set up.

mod consensus;
mod governance;
mod market;
mod money;
pub mod proxy;
mod system;

pub use money::treasury;
