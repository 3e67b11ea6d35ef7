ALTER TABLE `task_timeline` ADD `said` text DEFAULT '{"code":"","facts":{}}' NOT NULL;--> statement-breakpoint
ALTER TABLE `task_timeline` DROP COLUMN `text`;