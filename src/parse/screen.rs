//! The kinds of screens of a practice, and the devices that show them.

/// What a screen looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenKind {
    /// A web page.
    Page,
    /// A page where one signs in.
    Login,
    /// A page of a bank.
    Bank,
    /// A telephone's own screen or app.
    Phone,
    /// A mailbox.
    Mail,
    /// Text messages.
    Sms,
    /// A page with a form.
    Form,
    /// An online shop.
    Shop,
    /// A telephone call.
    Call,
    /// The end.
    Result,
}

/// A device that a screen is seen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// A browser.
    Browser,
    /// A telephone.
    Phone,
}

impl ScreenKind {
    pub(super) fn read(name: &str) -> Option<Self> {
        let all = [
            Self::Page,
            Self::Login,
            Self::Bank,
            Self::Phone,
            Self::Mail,
            Self::Sms,
            Self::Form,
            Self::Shop,
            Self::Call,
            Self::Result,
        ];
        all.into_iter().find(|kind| kind.name() == name)
    }

    /// Its name, in the file and in views.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Login => "login",
            Self::Bank => "bank",
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::Form => "form",
            Self::Shop => "shop",
            Self::Call => "call",
            Self::Result => "result",
        }
    }

    /// Where such a screen is seen unless its elements say otherwise.
    pub fn device(self) -> Device {
        match self {
            Self::Phone | Self::Sms | Self::Call => Device::Phone,
            _ => Device::Browser,
        }
    }
}

impl Device {
    /// Its name, in the file and in views.
    pub fn name(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Phone => "phone",
        }
    }
}
