//! What must not compile: the walls that need no care. When a table or the compiler changes what the messages
//! say, look at the difference and keep them anew with `TRYBUILD=overwrite`.

#[test]
fn what_must_not_compile_does_not() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
