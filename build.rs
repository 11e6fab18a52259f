//! Tells Cargo to build anew when a file that is embedded in the program changes.

fn main() {
    println!("cargo:rerun-if-changed=themes/selkea");
    println!("cargo:rerun-if-changed=src/shell/starter");
}
