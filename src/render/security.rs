//! What browsers may do with the pages: nothing that the site itself does not bring.

use crate::render::Scene;

/// The content security policy of every page (W3C CSP Level 3): everything from the site itself, no
/// script or style within a page, no plug-ins, and no form is sent anywhere.
pub const CONTENT_SECURITY_POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'none'";

/// `_headers`, in the form that several hosts of static sites read: the policy, which as a header
/// also keeps other sites from framing the pages, and how long files may be kept.
pub fn headers(scene: Scene<'_>) -> Vec<u8> {
    let path = &scene.site.config.base_url.path;
    format!(
        "{path}*\n  Content-Security-Policy: {CONTENT_SECURITY_POLICY}; frame-ancestors 'none'\n  Referrer-Policy: strict-origin-when-cross-origin\n  X-Content-Type-Options: nosniff\n\n{path}theme/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
    .into_bytes()
}
