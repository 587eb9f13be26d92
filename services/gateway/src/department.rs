//! The departments as people know them. A new department is one more arm in each of these.

use contracts::Department;

/// The bureau's Chinese name, for messages.
pub fn title(department: Department) -> &'static str {
    match department {
        Department::Water => "县水利局",
        Department::Emergency => "县应急管理局",
        Department::Finance => "县财政局",
        Department::Housing => "县住建局",
    }
}

/// What its service is for, for the overview and the API description.
pub fn summary(department: Department) -> &'static str {
    match department {
        Department::Water => "用水户、水表与抄表、用水计划、超定额累进加价、灌区水价、水费账单",
        Department::Emergency => "供水突发事件和建筑施工事故的分级、应急响应、指令与报告",
        Department::Finance => "财政专户与总账、非税收入入账、资金拨付、应急周转金",
        Department::Housing => "住宅专项维修资金、业主表决、建设项目审查、再生水与排水",
    }
}

/// Under which paths the gateway passes requests on to its service: everything of its `/v1`, and nothing else.
pub fn prefix(department: Department) -> &'static str {
    match department {
        Department::Water => "/api/water",
        Department::Emergency => "/api/emergency",
        Department::Finance => "/api/finance",
        Department::Housing => "/api/housing",
    }
}

/// The route of those paths.
pub fn route(department: Department) -> &'static str {
    match department {
        Department::Water => "/api/water/v1/{rest:.*}",
        Department::Emergency => "/api/emergency/v1/{rest:.*}",
        Department::Finance => "/api/finance/v1/{rest:.*}",
        Department::Housing => "/api/housing/v1/{rest:.*}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefix_and_route_follow_from_the_name() {
        for department in Department::ALL {
            assert_eq!(prefix(department), format!("/api/{}", department.name()));
            assert_eq!(route(department), format!("/api/{}/v1/{{rest:.*}}", department.name()));
        }
    }
}
