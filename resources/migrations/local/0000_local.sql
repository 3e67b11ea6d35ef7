CREATE TABLE `content_info` (
	`cid` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`media_type` text NOT NULL,
	`name` text,
	`hash` text NOT NULL,
	`added_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `content_info_added` ON `content_info` (`added_at`);--> statement-breakpoint
CREATE TABLE `manifests` (
	`cid` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`kind` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `agent_logs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`network` text NOT NULL,
	`did` text NOT NULL,
	`level` text NOT NULL,
	`source` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `agent_logs_did` ON `agent_logs` (`network`,`did`,`id`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`network` text NOT NULL,
	`did` text NOT NULL,
	`task` integer NOT NULL,
	`title` text NOT NULL,
	`decision` text NOT NULL,
	`price` text,
	`reasons` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `decisions_did` ON `decisions` (`network`,`did`,`id`);--> statement-breakpoint
CREATE INDEX `decisions_task` ON `decisions` (`network`,`task`,`id`);--> statement-breakpoint
CREATE TABLE `hosted_agents` (
	`network` text NOT NULL,
	`did` text NOT NULL,
	`owner` text NOT NULL,
	`hot_key` text NOT NULL,
	`package_id` text NOT NULL,
	`enabled` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`network`, `did`)
);
--> statement-breakpoint
CREATE TABLE `published_packages` (
	`id` text PRIMARY KEY NOT NULL,
	`manifest_cid` text NOT NULL,
	`component_cid` text NOT NULL,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`network` text NOT NULL,
	`did` text NOT NULL,
	`task` integer NOT NULL,
	`outcome` text NOT NULL,
	`cause` text,
	`fuel` text NOT NULL,
	`memory_peak` integer NOT NULL,
	`wall_ms` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `runs_did` ON `runs` (`network`,`did`,`id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `transactions` (
	`id` text PRIMARY KEY NOT NULL,
	`genesis_hash` text NOT NULL,
	`network` text NOT NULL,
	`action` text NOT NULL,
	`summary` text NOT NULL,
	`from_address` text,
	`signer` text,
	`status` text NOT NULL,
	`hash` text,
	`bytes` text,
	`nonce` integer,
	`signed_at` integer,
	`valid_until` integer,
	`block` integer,
	`block_hash` text,
	`fee` text,
	`error` text,
	`created` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `transactions_created` ON `transactions` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `transactions_status` ON `transactions` (`status`);--> statement-breakpoint
CREATE INDEX `transactions_from` ON `transactions` (`from_address`,`created_at`);--> statement-breakpoint
CREATE TABLE `accounts` (
	`address` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`active` integer DEFAULT false NOT NULL,
	`keystore` blob,
	`mnemonic` blob,
	`host_protected` integer NOT NULL,
	`backed_up` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `hot_keys` (
	`did` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`seed` blob NOT NULL,
	`host_protected` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hot_keys_address_unique` ON `hot_keys` (`address`);