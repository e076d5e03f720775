//! Lists of tasks as offices have them.
