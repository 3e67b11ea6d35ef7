CREATE TABLE `task_drafts` (
	`scope` text NOT NULL,
	`name` text NOT NULL,
	`draft` text NOT NULL,
	`sent` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`scope`, `name`)
);
--> statement-breakpoint
CREATE INDEX `task_drafts_updated` ON `task_drafts` (`scope`,`updated_at`);