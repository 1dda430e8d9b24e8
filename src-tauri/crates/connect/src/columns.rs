//! Rows become typed values, by columns that were found by name.
