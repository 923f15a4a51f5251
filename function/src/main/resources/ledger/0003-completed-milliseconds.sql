-- Of two completions of one payment the later stays. Both colors can complete within one second.
ALTER TABLE payments
  MODIFY completed_at DATETIME(3) NOT NULL COMMENT 'UTC'
