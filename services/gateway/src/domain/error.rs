//! What the gateway refuses, each with a stable code.

use chrono::{DateTime, Utc};

/// Why something about accounts and sessions is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Wrong name, wrong password or a deactivated account: which of them is not told.
    #[error("账号或密码不正确，或账号已停用。连续多次失败后会暂停登录一段时间；忘记密码请联系本单位的账号管理员重置")]
    InvalidCredentials,
    /// Too many failures under this name, whether it exists or not.
    #[error("这个用户名在短时间内登录失败次数过多，已暂停登录，请在{minutes}分钟后再试，或联系账号管理员解除锁定")]
    Locked {
        /// Until when.
        until: DateTime<Utc>,
        /// Minutes from now, rounded up.
        minutes: i64,
    },
    /// The refresh token is unknown, used, expired, or its session has ended.
    #[error("登录已过期或已退出，请重新登录")]
    SessionEnded,
    /// The account, its roles or its scope have changed since the token was issued, or its session has ended.
    #[error("您的账号、角色、数据范围或登录会话刚刚有变更，请续期后重试；不能续期时请重新登录")]
    TokenStale,
    /// The account was deactivated while its token was still good.
    #[error("账号已停用，请联系账号管理员")]
    AccountInactive,
    /// The password was given by somebody else and has to be changed first.
    #[error("首次登录或密码被重置后，须先修改密码，才能使用其他功能")]
    PasswordChangeRequired,
    /// The current password does not match.
    #[error("当前密码不正确")]
    WrongPassword,
    /// The role was taken away while the token was still good.
    #[error("这项操作由账号管理员办理，您的账号已没有这个角色")]
    NotAdministrator,
    /// No such account.
    #[error("没有登录名为「{0}」的账号")]
    UnknownAccount(String),
    /// No such unit.
    #[error("没有编码为「{0}」的单位")]
    UnknownUnit(String),
    /// No such role.
    #[error("没有编码为「{0}」的角色")]
    UnknownRole(String),
    /// No such post.
    #[error("没有编码为「{0}」的岗位")]
    UnknownPost(String),
    /// No such session.
    #[error("没有这个登录会话")]
    UnknownSession,
    /// The name is taken.
    #[error("登录名「{0}」已被使用（停用的账号也保留登录名），请换一个")]
    UsernameTaken(String),
    /// The unit's code is taken, or its name below the same parent.
    #[error("单位编码已被使用、同一上级单位下已有同名单位，或这个服务已由另一单位主管：「{0}」")]
    UnitTaken(String),
    /// The role code is taken.
    #[error("角色编码「{0}」已被使用")]
    RoleTaken(String),
    /// The post's code is taken, or its title in the same unit.
    #[error("岗位编码已被使用，或这个单位已有同名岗位：「{0}」")]
    PostTaken(String),
    /// The post that makes the last administrators would make none any more.
    #[error("这样修改岗位「{0}」之后就没有启用的账号管理员了；请先另外指定一名账号管理员")]
    LastAdministratorsPost(String),
    /// There would be no administrator left.
    #[error("「{0}」是最后一个启用的账号管理员，不能停用或取消其角色；请先指定另一名账号管理员")]
    LastAdministrator(String),
    /// Nothing to do: the account is in that state already.
    #[error("账号「{username}」已经是{state}状态")]
    AlreadyInState {
        /// The account.
        username: String,
        /// 启用 or 停用.
        state: &'static str,
    },
}

impl IdentityError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidCredentials => "invalid_credentials",
            Self::Locked { .. } => "login_locked",
            Self::SessionEnded => "session_ended",
            Self::TokenStale => "token_stale",
            Self::AccountInactive => "account_inactive",
            Self::PasswordChangeRequired => "password_change_required",
            Self::WrongPassword => "wrong_password",
            Self::NotAdministrator => "forbidden",
            Self::UnknownAccount(_) | Self::UnknownUnit(_) | Self::UnknownRole(_) | Self::UnknownPost(_) | Self::UnknownSession => {
                "not_found"
            }
            Self::UsernameTaken(_) => "username_taken",
            Self::UnitTaken(_) => "unit_taken",
            Self::RoleTaken(_) => "role_taken",
            Self::PostTaken(_) => "post_taken",
            Self::LastAdministrator(_) | Self::LastAdministratorsPost(_) => "last_administrator",
            Self::AlreadyInState { .. } => "already_in_state",
        }
    }
}
