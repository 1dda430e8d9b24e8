//! Between SQLite and the system: the seam that SQLite itself offers.
//!
//! This is the one module of the project with unsafe code: SQLite hands out and expects C structures. It only asks
//! [`FaultyDisk`] what to do and passes everything else on to the system's own VFS, which keeps its own locks and
//! shared memory. Files outside of a faulty disk are opened by the system's VFS and never come back here.
#![expect(
    unsafe_code,
    reason = "SQLite's file seam is a table of C functions; nothing safe wraps the system's own one"
)]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::{Arc, Once, OnceLock};

use rusqlite::ffi;

use super::disk::{FaultyDisk, Op, Verdict};

/// What lies in the memory SQLite gives us for a file. The system's own file lies behind it.
#[repr(C)]
struct Watched {
    /// SQLite reads the table of methods here: it has to be the first.
    base: ffi::sqlite3_file,
    watch: *mut Watch,
}

/// Whose file it is.
struct Watch {
    disk: Arc<FaultyDisk>,
    path: PathBuf,
}

/// The system's VFS. SQLite keeps it for the life of the process.
struct Installed {
    system: *mut ffi::sqlite3_vfs,
}

// SAFETY: SQLite's VFS structures are made to be used by every thread; ours is never changed after it is registered.
unsafe impl Send for Installed {}
// SAFETY: as above.
unsafe impl Sync for Installed {}

static SYSTEM: OnceLock<Installed> = OnceLock::new();
static REGISTERED: Once = Once::new();

/// Makes this the VFS of every database that is opened from now on.
pub fn install() {
    REGISTERED.call_once(|| {
        // SAFETY: the library initialises itself; a null name asks for the default, which outlives the process.
        let system = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
        assert!(!system.is_null(), "SQLite has a VFS");
        // Before ours is registered: another thread may open a file with it at once.
        assert!(SYSTEM.set(Installed { system }).is_ok(), "once");
        // SAFETY: it was just found, and SQLite does not change it.
        let base = unsafe { &*system };
        let ours = ffi::sqlite3_vfs {
            iVersion: 2,
            szOsFile: c_int::try_from(size_of::<Watched>()).expect("a small size") + base.szOsFile,
            mxPathname: base.mxPathname,
            pNext: ptr::null_mut(),
            zName: c"faulty".as_ptr(),
            pAppData: ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(get_last_error),
            xCurrentTimeInt64: Some(current_time_int64),
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        };
        // SAFETY: the structure is leaked, so it outlives every connection, and its methods are those below.
        let registered = unsafe { ffi::sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 1) };
        assert_eq!(registered, ffi::SQLITE_OK, "the VFS is registered");
    });
}

fn system() -> *mut ffi::sqlite3_vfs {
    SYSTEM.get().map_or(ptr::null_mut(), |installed| installed.system)
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    // Without the two methods for mapping a file into memory: the product asks for none.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Calls a method of the system's VFS.
macro_rules! on_system {
    ($method:ident($($argument:expr),*)) => {{
        let system = system();
        // SAFETY: set before our VFS was registered; SQLite passes arguments as it would to the system's own.
        unsafe { (*system).$method.map(|method| method(system, $($argument),*)) }
    }};
}

/// Calls a method of the system's file behind ours.
macro_rules! on_file {
    ($file:expr, $method:ident($($argument:expr),*)) => {{
        let real = real($file);
        // SAFETY: a watched file is only made when the system's own was opened; SQLite calls nothing after closing it.
        unsafe { (*(*real).pMethods).$method.map_or(ffi::SQLITE_IOERR, |method| method(real, $($argument),*)) }
    }};
}

/// The system's file behind ours.
fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: SQLite gave `szOsFile` bytes, which is the size of ours and of the system's.
    unsafe { file.byte_add(size_of::<Watched>()) }
}

fn watch<'f>(file: *mut ffi::sqlite3_file) -> &'f Watch {
    // SAFETY: only files that `open` set up have our methods; the watch lives until `close`.
    unsafe { &*(*file.cast::<Watched>()).watch }
}

fn begins(file: *mut ffi::sqlite3_file, op: Op) -> Verdict {
    let watch = watch(file);
    watch.disk.begins(op, &watch.path)
}

/// The verdict as a code, for operations that cannot be done by half.
fn refused(verdict: Verdict) -> Option<c_int> {
    match verdict {
        Verdict::Go => None,
        Verdict::Half(_, code) | Verdict::Fail(_, code) => Some(code),
    }
}

fn path_of(name: *const c_char) -> Option<PathBuf> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite's names end with a null byte.
    let name = unsafe { CStr::from_ptr(name) };
    Some(Path::new(name.to_str().ok()?).to_owned())
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let watched = path_of(name).and_then(|path| Some((FaultyDisk::of(&path)?, path)));
    let Some((disk, path)) = watched else {
        return on_system!(xOpen(name, file, flags, out)).unwrap_or(ffi::SQLITE_CANTOPEN);
    };
    // SAFETY: SQLite gave memory of `szOsFile` bytes; without methods it takes the file for not open.
    unsafe { (*file).pMethods = ptr::null() };
    if let Some(code) = refused(disk.begins(Op::Open, &path)) {
        return code;
    }
    disk.shadow(|shadow| shadow.opened(&path, || std::fs::read(&path).ok()));
    let code = on_system!(xOpen(name, real(file), flags, out)).unwrap_or(ffi::SQLITE_CANTOPEN);
    if code == ffi::SQLITE_OK {
        let watch = Box::into_raw(Box::new(Watch { disk, path }));
        // SAFETY: as above; the memory is ours until SQLite closes the file.
        unsafe {
            file.cast::<Watched>().write(Watched { base: ffi::sqlite3_file { pMethods: &METHODS }, watch })
        };
    }
    code
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let code = on_file!(file, xClose());
    // SAFETY: made by `open` for this file, which is closed once.
    drop(unsafe { Box::from_raw((*file.cast::<Watched>()).watch) });
    // SAFETY: the memory is SQLite's again after this; it takes the file for closed.
    unsafe { (*file).pMethods = ptr::null() };
    code
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, count: c_int, at: i64) -> c_int {
    let log = watch(file).path.as_os_str().as_encoded_bytes().ends_with(b"-wal");
    match begins(file, if log { Op::ReadLog } else { Op::Read }) {
        Verdict::Go => on_file!(file, xRead(to, count, at)),
        Verdict::Fail(_, code) => code,
        Verdict::Half(_, code) => {
            let half = count / 2;
            let read = on_file!(file, xRead(to, half, at));
            let (half, rest) =
                (usize::try_from(half).unwrap_or(0), usize::try_from(count - half).unwrap_or(0));
            // SAFETY: SQLite gave room for `count` bytes, and wants the part that was not read as nulls.
            unsafe { to.cast::<u8>().add(half).write_bytes(0, rest) };
            if read == ffi::SQLITE_OK { code } else { read }
        }
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: i64,
) -> c_int {
    let verdict = begins(file, Op::Write);
    // SAFETY: SQLite gives `count` bytes to write, and leaves them alone until this returns.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), usize::try_from(count).unwrap_or(0)) };
    let (written, failed) = match verdict {
        Verdict::Go => (bytes, None),
        Verdict::Half(_, code) => (bytes.get(..bytes.len() / 2).unwrap_or_default(), Some(code)),
        Verdict::Fail(_, code) => return code,
    };
    let watch = watch(file);
    // Of a write that was under way when the power went, any part may arrive.
    let asked = if watch.disk.is_dead() { bytes } else { written };
    watch.disk.shadow(|shadow| shadow.wrote(&watch.path, usize::try_from(at).unwrap_or(0), asked));
    let code =
        on_file!(file, xWrite(written.as_ptr().cast(), c_int::try_from(written.len()).unwrap_or(0), at));
    failed.filter(|_| code == ffi::SQLITE_OK).unwrap_or(code)
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: i64) -> c_int {
    if let Some(code) = refused(begins(file, Op::Truncate)) {
        return code;
    }
    let watch = watch(file);
    watch.disk.shadow(|shadow| shadow.cut(&watch.path, usize::try_from(length).unwrap_or(0)));
    on_file!(file, xTruncate(length))
}

/// What is synchronised is known to the shadow; the real disk need not be waited for.
unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    let watch = watch(file);
    if let Some(code) = refused(begins(file, Op::Sync)) {
        // What was under way when the power went may arrive; after an error the system forgets it.
        if !watch.disk.is_dead() {
            watch.disk.shadow(|shadow| shadow.not_synced(&watch.path));
        }
        return code;
    }
    watch.disk.shadow(|shadow| shadow.synced(&watch.path));
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    refused(begins(file, Op::Size)).unwrap_or_else(|| on_file!(file, xFileSize(size)))
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    refused(begins(file, Op::Lock)).unwrap_or_else(|| on_file!(file, xLock(level)))
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    on_file!(file, xUnlock(level))
}

unsafe extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, held: *mut c_int) -> c_int {
    refused(begins(file, Op::Lock)).unwrap_or_else(|| on_file!(file, xCheckReservedLock(held)))
}

unsafe extern "C" fn file_control(file: *mut ffi::sqlite3_file, op: c_int, argument: *mut c_void) -> c_int {
    on_file!(file, xFileControl(op, argument))
}

unsafe extern "C" fn sector_size(file: *mut ffi::sqlite3_file) -> c_int {
    on_file!(file, xSectorSize())
}

unsafe extern "C" fn device_characteristics(file: *mut ffi::sqlite3_file) -> c_int {
    on_file!(file, xDeviceCharacteristics())
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    to: *mut *mut c_void,
) -> c_int {
    refused(begins(file, Op::ShmMap)).unwrap_or_else(|| on_file!(file, xShmMap(page, size, extend, to)))
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    // Letting go never fails.
    let taken = flags & ffi::SQLITE_SHM_LOCK != 0;
    let refusal = if taken { refused(begins(file, Op::ShmLock)) } else { None };
    refusal.unwrap_or_else(|| on_file!(file, xShmLock(offset, count, flags)))
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    let real = real(file);
    // SAFETY: as for every call on the system's file.
    unsafe {
        if let Some(barrier) = (*(*real).pMethods).xShmBarrier {
            barrier(real);
        }
    }
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    on_file!(file, xShmUnmap(delete))
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, with_folder: c_int) -> c_int {
    if let Some(path) = path_of(name)
        && let Some(disk) = FaultyDisk::of(&path)
    {
        if let Some(code) = refused(disk.begins(Op::Delete, &path)) {
            return code;
        }
        disk.shadow(|shadow| shadow.removed(&path, with_folder != 0));
    }
    on_system!(xDelete(name, with_folder)).unwrap_or(ffi::SQLITE_IOERR)
}

unsafe extern "C" fn access(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    answer: *mut c_int,
) -> c_int {
    if let Some(path) = path_of(name)
        && let Some(disk) = FaultyDisk::of(&path)
        && let Some(code) = refused(disk.begins(Op::Access, &path))
    {
        return code;
    }
    on_system!(xAccess(name, flags, answer)).unwrap_or(ffi::SQLITE_IOERR)
}

unsafe extern "C" fn full_pathname(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    to: *mut c_char,
) -> c_int {
    on_system!(xFullPathname(name, room, to)).unwrap_or(ffi::SQLITE_CANTOPEN)
}

unsafe extern "C" fn randomness(_: *mut ffi::sqlite3_vfs, count: c_int, to: *mut c_char) -> c_int {
    on_system!(xRandomness(count, to)).unwrap_or(0)
}

/// Waiting for a lock takes no time here.
unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    std::thread::yield_now();
    microseconds
}

unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, to: *mut f64) -> c_int {
    on_system!(xCurrentTime(to)).unwrap_or(ffi::SQLITE_IOERR)
}

unsafe extern "C" fn current_time_int64(_: *mut ffi::sqlite3_vfs, to: *mut i64) -> c_int {
    on_system!(xCurrentTimeInt64(to)).unwrap_or(ffi::SQLITE_IOERR)
}

unsafe extern "C" fn get_last_error(_: *mut ffi::sqlite3_vfs, room: c_int, to: *mut c_char) -> c_int {
    on_system!(xGetLastError(room, to)).unwrap_or(0)
}
