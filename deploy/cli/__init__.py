"""The two consoles: `deploy/ops` for those who run an installation, `deploy/audit` for auditors."""
