"""The reference pages, written from the declarations, so that they cannot say anything else."""
