//! What the names and the sentences of the communes are made of.

/// A province, with what it has of each kind. The split between phường and xã is near
/// that of the register; the totals are the register's.
pub(super) struct Province {
    /// As it stands in a sentence.
    pub name: &'static str,
    /// Number of phường.
    pub wards: usize,
    /// Number of xã.
    pub communes: usize,
    /// The đặc khu.
    pub islands: &'static [&'static str],
    /// What its villages are called.
    pub village: &'static str,
    /// First syllables of names in its mountains.
    pub upland: &'static [&'static str],
}

impl Province {
    /// What kind of unit it is, as in a list of recipients.
    pub(super) fn level(&self) -> &'static str {
        match self.name.split_once(' ') {
            Some(("tỉnh", _)) => "tỉnh",
            Some(("Thành", _)) => "Thành phố",
            _ => "thành phố",
        }
    }
}

const NORTH: &[&str] = &["Mường", "Nậm", "Chiềng", "Tả", "Bản"];
const CENTRAL: &[&str] = &["Ea", "Ia", "Krông", "Đắk", "Cư"];

const fn province(
    name: &'static str,
    wards: usize,
    communes: usize,
    village: &'static str,
) -> Province {
    Province { name, wards, communes, islands: &[], village, upland: &[] }
}

const fn with(
    province: Province,
    islands: &'static [&'static str],
    upland: &'static [&'static str],
) -> Province {
    Province { islands, upland, ..province }
}

pub(super) static PROVINCES: &[Province] = &[
    province("thành phố Hà Nội", 51, 75, "thôn"),
    with(province("tỉnh Cao Bằng", 3, 53, "xóm"), &[], NORTH),
    with(province("tỉnh Tuyên Quang", 7, 117, "thôn"), &[], NORTH),
    with(province("tỉnh Lào Cai", 10, 89, "thôn"), &[], NORTH),
    with(province("tỉnh Điện Biên", 3, 42, "bản"), &[], NORTH),
    with(province("tỉnh Lai Châu", 2, 36, "bản"), &[], NORTH),
    with(province("tỉnh Sơn La", 8, 67, "bản"), &[], NORTH),
    with(province("tỉnh Lạng Sơn", 4, 61, "thôn"), &[], NORTH),
    province("tỉnh Thái Nguyên", 15, 77, "xóm"),
    with(province("tỉnh Quảng Ninh", 30, 22, "thôn"), &["Vân Đồn", "Cô Tô"], &[]),
    province("tỉnh Bắc Ninh", 33, 66, "thôn"),
    province("tỉnh Phú Thọ", 15, 133, "khu"),
    with(
        province("thành phố Hải Phòng", 45, 67, "thôn"),
        &["Cát Hải", "Bạch Long Vĩ"],
        &[],
    ),
    province("tỉnh Hưng Yên", 12, 92, "thôn"),
    province("tỉnh Ninh Bình", 30, 99, "thôn"),
    province("tỉnh Thanh Hóa", 19, 147, "thôn"),
    province("tỉnh Nghệ An", 12, 118, "xóm"),
    province("tỉnh Hà Tĩnh", 9, 60, "thôn"),
    with(province("tỉnh Quảng Trị", 8, 69, "thôn"), &["Cồn Cỏ"], &[]),
    province("thành phố Huế", 21, 19, "thôn"),
    with(province("thành phố Đà Nẵng", 23, 70, "thôn"), &["Hoàng Sa"], &[]),
    with(province("tỉnh Quảng Ngãi", 9, 86, "thôn"), &["Lý Sơn"], CENTRAL),
    with(province("tỉnh Gia Lai", 25, 110, "làng"), &[], CENTRAL),
    with(province("tỉnh Khánh Hòa", 16, 48, "thôn"), &["Trường Sa"], &[]),
    with(province("tỉnh Đắk Lắk", 14, 88, "buôn"), &[], CENTRAL),
    with(province("tỉnh Lâm Đồng", 20, 103, "thôn"), &["Phú Quý"], CENTRAL),
    province("tỉnh Đồng Nai", 23, 72, "ấp"),
    with(province("Thành phố Hồ Chí Minh", 113, 54, "ấp"), &["Côn Đảo"], &[]),
    province("tỉnh Tây Ninh", 14, 82, "ấp"),
    province("tỉnh Đồng Tháp", 20, 82, "ấp"),
    province("tỉnh Vĩnh Long", 19, 105, "ấp"),
    with(
        province("tỉnh An Giang", 14, 85, "ấp"),
        &["Phú Quốc", "Kiên Hải", "Thổ Châu"],
        &[],
    ),
    province("thành phố Cần Thơ", 31, 72, "ấp"),
    province("tỉnh Cà Mau", 9, 55, "ấp"),
];

/// Names that many provinces have.
pub(super) const COMMON: &[&str] = &[
    "Tân Lập",
    "Hòa Bình",
    "Thống Nhất",
    "Quảng Phú",
    "Tân Tiến",
    "Đồng Tâm",
    "Đoàn Kết",
    "Quyết Thắng",
    "Hợp Thành",
    "Tân Phú",
    "Bình An",
    "An Phú",
    "Phú Lộc",
    "Vĩnh Hòa",
    "Long Sơn",
    "Phú Xuân",
    "Thanh Bình",
    "Yên Phú",
    "Tân Thành",
    "Tân Hòa",
    "Bình Minh",
    "Đông Sơn",
    "Nam Sơn",
    "Thạnh Phú",
    "Hưng Thịnh",
    "Kim Sơn",
    "Tam Hợp",
    "Vạn Thắng",
];

/// What is set behind a name.
pub(super) const SIDES: &[&str] = &["Đông", "Tây", "Thượng", "Hạ", "Trung"];

/// First syllables.
pub(super) const FIRST: &[&str] = &[
    "Tân",
    "Phú",
    "An",
    "Bình",
    "Hòa",
    "Long",
    "Thanh",
    "Vĩnh",
    "Yên",
    "Đông",
    "Quảng",
    "Hưng",
    "Xuân",
    "Sơn",
    "Thạnh",
    "Mỹ",
    "Phước",
    "Ninh",
    "Thuận",
    "Hải",
    "Nam",
    "Bắc",
    "Trung",
    "Đại",
    "Kim",
    "Ngọc",
    "Nghĩa",
    "Cẩm",
    "Thạch",
    "Trường",
    "Văn",
    "Minh",
    "Tiên",
    "Lương",
    "Đức",
    "Hồng",
    "Gia",
    "Lộc",
    "Châu",
    "Quỳnh",
    "Diễn",
    "Triệu",
    "Hàm",
    "Việt",
];

/// Second syllables.
pub(super) const SECOND: &[&str] = &[
    "Lập", "Bình", "Phú", "Lộc", "An", "Hòa", "Thành", "Sơn", "Thịnh", "Long", "Hưng",
    "Xuân", "Lâm", "Giang", "Thủy", "Hải", "Châu", "Phong", "Định", "Trạch", "Tiến",
    "Lợi", "Mỹ", "Nghĩa", "Điền", "Khê", "Hà", "Trung", "Quang", "Minh", "Đông", "Nhuận",
    "Ninh", "Thọ", "Phước", "Thạnh", "Hội", "Xá", "Tân", "Thắng",
];

/// Second syllables of names in the mountains.
pub(super) const UPLAND: &[&str] = &[
    "Khoa", "Lay", "Nhé", "Chà", "Bám", "Ngàm", "Kar", "Súp", "Nuôl", "Tul", "Rong",
    "Lơi", "Khương", "Than", "Bú", "Sại", "Pồn", "Vì", "Hung", "Măng",
];

/// Where in its province a commune is.
pub(super) const WHERE: &[&str] = &[
    "phía bắc",
    "phía nam",
    "phía đông",
    "phía tây",
    "phía đông bắc",
    "phía tây bắc",
    "phía đông nam",
    "phía tây nam",
    "vùng trung tâm",
];

/// What people live on in a xã or đặc khu.
pub(super) const WORK: &[&str] = &[
    "trồng lúa, chăn nuôi gia súc, gia cầm",
    "trồng rừng, trồng chè và nuôi ong",
    "trồng cà phê, hồ tiêu, cây ăn quả",
    "đánh bắt, nuôi trồng thủy sản",
    "trồng ngô, sắn, chăn nuôi trâu, bò",
    "trồng rau màu và làm nghề mộc",
    "trồng dừa, nuôi tôm xen lúa",
    "trồng cói, dệt chiếu, làm nghề thủ công",
];

/// What people live on in a phường.
pub(super) const URBAN_WORK: &[&str] = &[
    "buôn bán nhỏ, làm dịch vụ",
    "làm việc ở các khu công nghiệp",
    "làm nghề xây dựng, vận tải",
    "kinh doanh ăn uống, phục vụ du lịch",
];

/// What is hard in a xã or đặc khu.
pub(super) const HARD: &[&str] = &[
    "thiếu nước tưới vào mùa khô",
    "đường vào khu sản xuất đi lại khó khăn",
    "sạt lở đất, lũ quét trong mùa mưa",
    "xâm nhập mặn kéo dài",
    "giá nông sản không ổn định",
    "thiếu đất sản xuất",
    "dịch bệnh trên đàn vật nuôi",
];

/// What is hard in a phường.
pub(super) const URBAN_HARD: &[&str] = &[
    "việc làm không ổn định",
    "nhiều hộ nghèo là người già neo đơn, người khuyết tật",
    "chi phí sinh hoạt tăng cao",
    "thiếu mặt bằng để buôn bán, sản xuất",
];

/// What is tried in a xã or đặc khu.
pub(super) const MODELS: &[&str] = &[
    "nuôi bò sinh sản luân chuyển",
    "trồng lúa hữu cơ theo tổ hợp tác",
    "nuôi dê thương phẩm",
    "trồng cây dược liệu dưới tán rừng",
    "nuôi cua, tôm quảng canh cải tiến",
    "trồng rau an toàn trong nhà lưới",
    "nuôi gà thả vườn",
];

/// What is tried in a phường.
pub(super) const URBAN_MODELS: &[&str] = &[
    "tổ may gia công",
    "xe bán hàng lưu động",
    "dịch vụ chăm sóc nhà cửa",
    "chế biến món ăn truyền thống",
];
