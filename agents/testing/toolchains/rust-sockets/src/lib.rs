//! Text in capitals, then the number of its words: the same answer from every toolchain. Before that it does what
//! Rust's `std::net` does on `wasm32-wasip2`: takes the network, makes a socket, resolves a name. Every step has to
//! be denied by an error that a program can handle, never by a trap.

use wasip2::sockets::{
	instance_network::instance_network,
	ip_name_lookup::resolve_addresses,
	network::{IpAddressFamily, IpSocketAddress, Ipv4SocketAddress},
	tcp_create_socket::create_tcp_socket,
	udp_create_socket::create_udp_socket,
};

wit_bindgen::generate!({ path: "../../../wit", world: "agent" });

struct Agent;

impl Guest for Agent {
	fn run(task: TaskInput) -> Result<TaskOutput, TaskError> {
		if connects() {
			return Err(TaskError::Internal("the network answered".into()));
		}
		let text = String::from_utf8(task.data).map_err(|error| TaskError::InvalidInput(error.to_string()))?;
		let answer = format!("{}\n{}", text.to_uppercase(), text.split_whitespace().count());
		Ok(TaskOutput { media_type: task.media_type, data: answer.into_bytes() })
	}
}

fn connects() -> bool {
	let network = instance_network();
	let address = IpSocketAddress::Ipv4(Ipv4SocketAddress { port: 80, address: (127, 0, 0, 1) });
	let tcp = create_tcp_socket(IpAddressFamily::Ipv4)
		.and_then(|socket| socket.start_connect(&network, address));
	tcp.is_ok()
		|| create_udp_socket(IpAddressFamily::Ipv6).is_ok()
		|| resolve_addresses(&network, "localhost").is_ok()
}

export!(Agent);
