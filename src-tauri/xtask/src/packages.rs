//! What the operating system must bring, and what each distribution calls it.

/// What a package is for. A newcomer who only runs Stockless need not install a test browser.
/// Each purpose includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Compiling the command line.
    Build,
    /// Compiling and starting the window.
    Run,
    /// The window and browser tests, in addition.
    Test,
}

/// How we know that a need is met, whatever package brought it.
pub enum Sign {
    /// One of these programs is in `PATH`.
    Program(&'static [&'static str]),
    /// `pkg-config` knows this library.
    Library(&'static str),
    /// Python can import this module.
    Python(&'static str),
    /// One of these files or folders exists.
    File(&'static [&'static str]),
}

/// One thing the system must have.
pub struct Need {
    /// Debian's and Ubuntu's package.
    pub debian: &'static str,
    pub purpose: Purpose,
    pub sign: Sign,
}

/// Everything Stockless needs on Linux. `pkg-config` stands before the library it is asked about.
pub const NEEDS: &[Need] = &[
    Need { debian: "build-essential", purpose: Purpose::Build, sign: Sign::Program(&["cc"]) },
    Need { debian: "pkg-config", purpose: Purpose::Build, sign: Sign::Program(&["pkg-config"]) },
    Need { debian: "libwebkit2gtk-4.1-dev", purpose: Purpose::Run, sign: Sign::Library("webkit2gtk-4.1") },
    Need {
        debian: "libayatana-appindicator3-1", // the sign in the tray; found by name when the window starts
        purpose: Purpose::Run,
        sign: Sign::File(&[
            "/usr/lib/x86_64-linux-gnu/libayatana-appindicator3.so.1",
            "/usr/lib/aarch64-linux-gnu/libayatana-appindicator3.so.1",
            "/usr/lib64/libayatana-appindicator3.so.1",
            "/usr/lib/libayatana-appindicator3.so.1",
            "/usr/lib64/libappindicator3.so.1",
            "/usr/lib/libappindicator3.so.1",
        ]),
    },
    Need { debian: "xvfb", purpose: Purpose::Test, sign: Sign::Program(&["Xvfb"]) },
    Need { debian: "webkit2gtk-driver", purpose: Purpose::Test, sign: Sign::Program(&["WebKitWebDriver"]) },
    Need { debian: "xdotool", purpose: Purpose::Test, sign: Sign::Program(&["xdotool"]) }, // types into dialogs of the system
    Need { debian: "dbus", purpose: Purpose::Test, sign: Sign::Program(&["dbus-daemon"]) },
    Need {
        debian: "chromium",
        purpose: Purpose::Test,
        sign: Sign::Program(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]),
    },
    Need { debian: "python3-venv", purpose: Purpose::Test, sign: Sign::Python("ensurepip") }, // the mail server of the tests
    Need {
        debian: "fonts-dejavu-core",
        purpose: Purpose::Test,
        sign: Sign::File(&[
            "/usr/share/fonts/truetype/dejavu",
            "/usr/share/fonts/dejavu-sans-fonts",
            "/usr/share/fonts/TTF",
        ]),
    },
];

/// The line to type on a system whose packages we do not install ourselves.
pub struct Elsewhere {
    pub system: &'static str,
    pub run: &'static str,
    pub test: &'static str,
}

pub const ELSEWHERE: &[Elsewhere] = &[
    Elsewhere {
        system: "Debian, Ubuntu",
        run: "sudo apt-get install build-essential pkg-config libwebkit2gtk-4.1-dev libayatana-appindicator3-1",
        test: "sudo apt-get install xvfb webkit2gtk-driver xdotool dbus chromium python3-venv fonts-dejavu-core",
    },
    Elsewhere {
        system: "Fedora",
        run: "sudo dnf install gcc pkgconf-pkg-config webkit2gtk4.1-devel libayatana-appindicator-gtk3",
        test: "sudo dnf install xorg-x11-server-Xvfb xdotool dbus-daemon chromium python3 dejavu-sans-fonts",
    },
    Elsewhere {
        system: "Arch",
        run: "sudo pacman -S --needed base-devel webkit2gtk-4.1 libayatana-appindicator",
        test: "sudo pacman -S --needed xorg-server-xvfb xdotool dbus chromium python ttf-dejavu",
    },
    Elsewhere {
        system: "openSUSE",
        run: "sudo zypper install gcc pkgconf-pkg-config webkit2gtk3-devel libayatana-appindicator3-1",
        test: "sudo zypper install xorg-x11-server-Xvfb xdotool dbus-1-daemon chromium python3 dejavu-fonts",
    },
    Elsewhere {
        system: "macOS",
        run: "xcode-select --install",
        test: "(nothing more; the window tests run on Linux)",
    },
    Elsewhere {
        system: "Windows",
        run: "Visual Studio Build Tools with the C++ workload; WebView2 is part of Windows 10 and 11",
        test: "(nothing more; the window tests run on Linux)",
    },
];
