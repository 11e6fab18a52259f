//! The forty languages of the many-language corpus: some twenty words each, in their own script.

/// A language and enough words for small texts.
pub(crate) struct Language {
    /// Its tag.
    pub(crate) code: &'static str,
    /// Its own name.
    pub(crate) name: &'static str,
    /// The words of the language switcher.
    pub(crate) switch: &'static str,
    /// What ends a sentence.
    pub(crate) stop: &'static str,
    /// Words, from the first on more rarely.
    pub(crate) words: &'static str,
}

impl Language {
    /// What stands between two words: nothing in scripts without spaces.
    pub(crate) fn gap(&self) -> &'static str {
        if matches!(self.code, "ja" | "th" | "zh-Hans" | "zh-Hant") {
            ""
        } else {
            " "
        }
    }
}

/// The languages in the order of `site.toml`; the first is the default.
pub(crate) const ALL: &[Language] = &[
    Language {
        code: "fi",
        name: "Suomi",
        switch: "Suomeksi",
        stop: ".",
        words: "ja palvelu on verkossa ohje laite avaa sivu viesti salasana uusi turvallinen neuvo puhelin kirjasto kunta yhdessä hyvä päivä asia",
    },
    Language {
        code: "sv",
        name: "Svenska",
        switch: "På svenska",
        stop: ".",
        words: "och tjänsten är på nätet anvisning enhet öppna sidan meddelande lösenord ny trygg råd telefon bibliotek kommun tillsammans bra dag sak",
    },
    Language {
        code: "en",
        name: "English",
        switch: "In English",
        stop: ".",
        words: "and the service is online guide device open page message password new safe advice phone library municipality together good day matter",
    },
    Language {
        code: "de",
        name: "Deutsch",
        switch: "Auf Deutsch",
        stop: ".",
        words: "und der Dienst ist online Anleitung Gerät öffnen Seite Nachricht Passwort neu sicher Rat Telefon Bücherei Gemeinde zusammen gut Tag",
    },
    Language {
        code: "fr",
        name: "Français",
        switch: "En français",
        stop: ".",
        words: "et le service est disponible guide appareil ouvrir page message adresse nouveau sûr conseil téléphone bibliothèque commune ensemble bon jour",
    },
    Language {
        code: "es",
        name: "Español",
        switch: "En español",
        stop: ".",
        words: "y el servicio es seguro guía aparato abrir página mensaje contraseña nuevo consejo teléfono biblioteca municipio juntos bueno día asunto",
    },
    Language {
        code: "pt-BR",
        name: "Português (Brasil)",
        switch: "Em português",
        stop: ".",
        words: "e o serviço é seguro guia aparelho abrir página mensagem senha novo conselho telefone biblioteca município juntos bom dia assunto",
    },
    Language {
        code: "it",
        name: "Italiano",
        switch: "In italiano",
        stop: ".",
        words: "e il servizio è sicuro guida dispositivo aprire pagina messaggio parola nuovo consiglio telefono biblioteca comune insieme buono giorno cosa",
    },
    Language {
        code: "nl",
        name: "Nederlands",
        switch: "In het Nederlands",
        stop: ".",
        words: "en de dienst is veilig handleiding apparaat openen pagina bericht wachtwoord nieuw advies telefoon bibliotheek gemeente samen goed dag zaak",
    },
    Language {
        code: "da",
        name: "Dansk",
        switch: "På dansk",
        stop: ".",
        words: "og tjenesten er på nettet vejledning enhed åbne side besked adgangskode ny sikker råd telefon bibliotek kommune sammen god dag",
    },
    Language {
        code: "nb",
        name: "Norsk bokmål",
        switch: "På norsk",
        stop: ".",
        words: "og tjenesten er på nettet veiledning enhet åpne side melding passord ny trygg råd telefon bibliotek kommune sammen god dag",
    },
    Language {
        code: "is",
        name: "Íslenska",
        switch: "Á íslensku",
        stop: ".",
        words: "og þjónustan er á netinu leiðbeining tæki opna síða skilaboð lykilorð nýtt öruggt ráð sími bókasafn sveitarfélag saman góður dagur",
    },
    Language {
        code: "et",
        name: "Eesti",
        switch: "Eesti keeles",
        stop: ".",
        words: "ja teenus on võrgus juhend seade ava leht sõnum parool uus turvaline nõuanne telefon raamatukogu vald koos hea päev asi",
    },
    Language {
        code: "lv",
        name: "Latviešu",
        switch: "Latviski",
        stop: ".",
        words: "un pakalpojums ir tīklā norādījums ierīce atvērt lapa ziņa parole jauns drošs padoms tālrunis bibliotēka pašvaldība kopā labs diena lieta",
    },
    Language {
        code: "lt",
        name: "Lietuvių",
        switch: "Lietuviškai",
        stop: ".",
        words: "ir paslauga yra tinkle vadovas įrenginys atverti puslapis žinutė slaptažodis naujas saugus patarimas telefonas biblioteka savivaldybė kartu geras diena dalykas",
    },
    Language {
        code: "pl",
        name: "Polski",
        switch: "Po polsku",
        stop: ".",
        words: "i usługa jest w sieci poradnik urządzenie otwórz strona wiadomość hasło nowy bezpieczny rada telefon biblioteka gmina razem dobry dzień",
    },
    Language {
        code: "cs",
        name: "Čeština",
        switch: "Česky",
        stop: ".",
        words: "a služba je na síti návod zařízení otevřít stránka zpráva heslo nový bezpečný rada telefon knihovna obec společně dobrý den",
    },
    Language {
        code: "sk",
        name: "Slovenčina",
        switch: "Po slovensky",
        stop: ".",
        words: "a služba je na sieti návod zariadenie otvoriť stránka správa heslo nový bezpečný rada telefón knižnica obec spolu dobrý deň",
    },
    Language {
        code: "hu",
        name: "Magyar",
        switch: "Magyarul",
        stop: ".",
        words: "és a szolgáltatás elérhető útmutató eszköz megnyitás oldal üzenet jelszó új biztonságos tanács telefon könyvtár község együtt jó nap dolog",
    },
    Language {
        code: "ro",
        name: "Română",
        switch: "În română",
        stop: ".",
        words: "și serviciul este în rețea ghid dispozitiv deschide pagină mesaj parolă nou sigur sfat telefon bibliotecă comună împreună bun zi",
    },
    Language {
        code: "bg",
        name: "Български",
        switch: "На български",
        stop: ".",
        words: "и услугата е в мрежата ръководство устройство отвори страница съобщение парола нов сигурен съвет телефон библиотека община заедно добър ден",
    },
    Language {
        code: "el",
        name: "Ελληνικά",
        switch: "Στα ελληνικά",
        stop: ".",
        words: "και η υπηρεσία είναι διαθέσιμη οδηγός συσκευή άνοιγμα σελίδα μήνυμα κωδικός νέος ασφαλής συμβουλή τηλέφωνο βιβλιοθήκη δήμος μαζί καλός ημέρα",
    },
    Language {
        code: "tr",
        name: "Türkçe",
        switch: "Türkçe olarak",
        stop: ".",
        words: "ve hizmet ağda kılavuz cihaz açmak sayfa ileti parola yeni güvenli öneri telefon kütüphane belediye birlikte iyi gün konu ışık",
    },
    Language {
        code: "ru",
        name: "Русский",
        switch: "По-русски",
        stop: ".",
        words: "и услуга есть в сети руководство устройство открыть страница сообщение пароль новый безопасный совет телефон библиотека община вместе хороший день",
    },
    Language {
        code: "uk",
        name: "Українська",
        switch: "Українською",
        stop: ".",
        words: "і послуга є в мережі посібник пристрій відкрити сторінка повідомлення пароль новий безпечний порада телефон бібліотека громада разом добрий день",
    },
    Language {
        code: "ar",
        name: "العربية",
        switch: "بالعربية",
        stop: ".",
        words: "في الخدمة متاحة على الشبكة دليل جهاز فتح صفحة رسالة كلمة جديد آمن نصيحة هاتف مكتبة بلدية معا جيد يوم",
    },
    Language {
        code: "he",
        name: "עברית",
        switch: "בעברית",
        stop: ".",
        words: "את השירות זמין ברשת מדריך מכשיר לפתוח דף הודעה סיסמה חדש בטוח עצה טלפון ספרייה עירייה ביחד טוב יום דבר",
    },
    Language {
        code: "fa",
        name: "فارسی",
        switch: "به فارسی",
        stop: ".",
        words: "و خدمت در شبکه است راهنما دستگاه باز صفحه پیام گذرواژه تازه امن پند تلفن کتابخانه شهرداری باهم خوب روز",
    },
    Language {
        code: "ur",
        name: "اردو",
        switch: "اردو میں",
        stop: "۔",
        words: "اور خدمت نیٹ پر ہے رہنما آلہ کھولیں صفحہ پیغام پاسورڈ نیا محفوظ مشورہ فون کتب خانہ بلدیہ ساتھ اچھا دن",
    },
    Language {
        code: "hi",
        name: "हिन्दी",
        switch: "हिन्दी में",
        stop: "।",
        words: "और सेवा नेटवर्क पर है मार्गदर्शिका उपकरण खोलें पृष्ठ संदेश पासवर्ड नया सुरक्षित सलाह फ़ोन पुस्तकालय नगरपालिका साथ अच्छा दिन",
    },
    Language {
        code: "bn",
        name: "বাংলা",
        switch: "বাংলায়",
        stop: "।",
        words: "এবং সেবা নেটওয়ার্কে আছে নির্দেশিকা যন্ত্র খুলুন পৃষ্ঠা বার্তা পাসওয়ার্ড নতুন নিরাপদ পরামর্শ ফোন গ্রন্থাগার পৌরসভা একসাথে ভালো দিন বিষয়",
    },
    Language {
        code: "th",
        name: "ไทย",
        switch: "ภาษาไทย",
        stop: "",
        words: "และ บริการ อยู่ บน เครือข่าย คู่มือ อุปกรณ์ เปิด หน้า ข้อความ รหัสผ่าน ใหม่ ปลอดภัย คำแนะนำ โทรศัพท์ ห้องสมุด เทศบาล ด้วยกัน ดี วัน",
    },
    Language {
        code: "vi",
        name: "Tiếng Việt",
        switch: "Bằng tiếng Việt",
        stop: ".",
        words: "và dịch vụ có trên mạng hướng dẫn thiết bị mở trang tin nhắn mật khẩu mới an toàn lời khuyên điện thoại thư viện",
    },
    Language {
        code: "id",
        name: "Bahasa Indonesia",
        switch: "Dalam bahasa Indonesia",
        stop: ".",
        words: "dan layanan ada di jaringan panduan perangkat buka halaman pesan sandi baru aman saran telepon perpustakaan kota bersama baik hari",
    },
    Language {
        code: "ja",
        name: "日本語",
        switch: "日本語で",
        stop: "。",
        words: "と サービス は 安全 な 手引き 機器 開く ページ 伝言 暗証番号 新しい 助言 電話 図書館 自治体 一緒に 良い 日 こと",
    },
    Language {
        code: "ko",
        name: "한국어",
        switch: "한국어로",
        stop: ".",
        words: "그리고 서비스는 온라인에 있는 안내서 기기 열기 쪽 메시지 비밀번호 새로운 안전한 조언 전화 도서관 자치단체 함께 좋은 날 일",
    },
    Language {
        code: "zh-Hans",
        name: "简体中文",
        switch: "简体中文版",
        stop: "。",
        words: "和 服务 在 网络 上 指南 设备 打开 页面 消息 密码 新的 安全 建议 电话 图书馆 市政府 一起 良好 日子",
    },
    Language {
        code: "zh-Hant",
        name: "繁體中文",
        switch: "繁體中文版",
        stop: "。",
        words: "和 服務 在 網路 上 指南 裝置 開啟 頁面 訊息 密碼 新的 安全 建議 電話 圖書館 市政府 一起 良好 日子",
    },
    Language {
        code: "am",
        name: "አማርኛ",
        switch: "በአማርኛ",
        stop: "።",
        words: "እና አገልግሎት በመረብ ላይ ነው መመሪያ መሣሪያ ክፈት ገጽ መልእክት የይለፍ ቃል አዲስ ደህና ምክር ስልክ ቤተመጻሕፍት ማዘጋጃ አብረው ጥሩ",
    },
    Language {
        code: "ka",
        name: "ქართული",
        switch: "ქართულად",
        stop: ".",
        words: "და სერვისი არის ქსელში სახელმძღვანელო მოწყობილობა გახსნა გვერდი შეტყობინება პაროლი ახალი უსაფრთხო რჩევა ტელეფონი ბიბლიოთეკა მუნიციპალიტეტი ერთად კარგი დღე საქმე",
    },
];
